import { Global, Module, type OnApplicationShutdown } from '@nestjs/common';
import { Config } from '../config/index.js';
import { Printer } from './printer.js';

@Global()
@Module({
  providers: [
    {
      provide: Printer,
      inject: [Config],
      useFactory: ({ chromium }: Config) =>
        new Printer({ browser: chromium === undefined ? {} : { configured: chromium } }),
    },
  ],
  exports: [Printer],
})
export class PdfModule implements OnApplicationShutdown {
  constructor(private readonly printer: Printer) {}

  async onApplicationShutdown(): Promise<void> {
    await this.printer.close();
  }
}
