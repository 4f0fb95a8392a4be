import * as en from './en';

/** All words of the pages. A further language is a folder of the same shape, chosen here. */
export const locale = 'en';
export const text = en;
