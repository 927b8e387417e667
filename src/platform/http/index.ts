export { ApiDescription } from './api-description.js';
export { ApiBody, ApiExcludeController, ApiHeader, ApiParam, ApiProperty } from './api-notes.js';
export { AnyOrigin } from './any-origin.js';
export { AnswersSecret } from './answers-secret.js';
export { check, checked, type Dto } from './check.js';
export { DtoPipe } from './dto.pipe.js';
export { tagged } from './etag.js';
export { FailureFilter } from './failure.filter.js';
export { readFewFields } from './few-fields.js';
export * from './fields.js';
export { InstantField } from './instant-field.js';
export { blankForm, readForm, submit, type Form, type FormBody } from './form.js';
export { fromText } from './from-text.js';
export { HttpModule } from './http.module.js';
export { JsonLog } from './json-log.js';
export { Created, linked, ListQuery, withCursor } from './listing.js';
export {
  By,
  ExpectedVersion,
  IdParam,
  replyOf,
  requestOf,
  type Reply,
  type Request,
} from './request.js';
export { isWellFormed } from './rules.js';
export { PageRenderer } from './page-renderer.js';
export { Operation } from './operation.js';
export { NotRemembered, OnceByItself } from './not-remembered.js';
export { Open, openReason } from './open-route.js';
export { readFileForm, submitFile, type SentFile } from './file-form.js';
export { FileBody, Receives, ReceivesFile } from './streamed-bodies.js';
export { makeAdapter, megabyte, prepareServer } from './server.js';
export { fragment, redirect, show, type Redirect, type View } from './view.js';
export { readTextFileForm, type TextFile, type TextFileForm } from './text-file-form.js';
