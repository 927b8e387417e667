export { readAllowedHost, type AllowedHost } from './allowed-hosts.js';
export { Outbound, type Answered, type Outgoing } from './outbound.js';
export { OutboundModule } from './outbound.module.js';
export { AddressRefused, longestAddress } from './typed-address.js';
export { Unanswered } from './unanswered.js';
export { onlyIfChanged, type Validators } from './validators.js';
