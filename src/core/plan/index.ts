export { BRAKE } from './brakes';
export { newLink } from './create';
export { ISSUE } from './facet';
export { fieldsToRead, needsAttachments, needsComments } from './flows';
export { isJoinedUnasked, joinedLink, whyNotJoined } from './join';
export { plan } from './plan';
export { inScope } from './scope';
export { statusBase } from './status';
export { wantsCreate } from './triggers';
