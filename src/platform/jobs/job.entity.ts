import { Entity } from 'typeorm';
import {
  IdKey,
  InstantColumn,
  JsonColumn,
  TextColumn,
  WholeColumn,
  WordColumn,
} from '../database/index.js';

export const jobStates = ['waiting', 'running', 'done', 'dead'] as const;
export type JobState = (typeof jobStates)[number];

@Entity('job')
export class Job {
  @IdKey() id: string;
  @WordColumn() kind: string;
  @JsonColumn() payload: object;
  @WordColumn() state: JobState;
  @WholeColumn() attempts: number;
  @InstantColumn() dueAt: Date;
  @InstantColumn({ nullable: true }) leasedUntil: Date | null;
  @TextColumn({ nullable: true }) problem: string | null;
  @InstantColumn() createdAt: Date;
  @InstantColumn({ nullable: true }) finishedAt: Date | null;
}
