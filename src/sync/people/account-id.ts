import { ERASED } from '../ports';

/** Of Jira's own: at most 128 letters, digits, `-`, `_` and `:`. A mere word is none, or words of sentences would be taken for it. */
const SHAPE = /^(?=.{6,128}$)(?=.*[\d:_-])[A-Za-z0-9]+(?:[:_-]+[A-Za-z0-9]+)*$/;

export const isAccountId = (text: string): boolean => SHAPE.test(text) && text !== ERASED;

/** Throws where an admin gave something else, such as a name or a part of an id. */
export const getAccountId = (text: string): string => {
  if (isAccountId(text)) return text;
  throw new Error(
    `"${text}" is not an Atlassian account id. An id looks like 5b10ac8d82e05b22cc7d4ef5 or 557058:f58131cb-b67d-43c7-b30d-6b58d40bd077; it stands at the end of the address of the person's profile in Jira.`,
  );
};
