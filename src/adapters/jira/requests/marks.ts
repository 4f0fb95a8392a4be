/** Entity property of an issue that Accord created: `{link, side}`. */
export const ISSUE_MARK = 'accord.link';
/** JQL name of `accord.link`'s `link`, from the descriptor's `jiraEntityProperties`. */
export const LINK_ALIAS = 'accordLink';
/** Entity property of a comment that Accord wrote: `{link, mirrors}`. */
export const COMMENT_MARK = 'accord.comment';
/** Entity property of a comment that an agent shares with partners: `{shared: true}`. */
export const SHARE_MARK = 'accord.share';
/** Service projects keep here whether a comment is an internal note. */
export const INTERNAL_MARK = 'sd.public.comment';
