/**
 * What a button that writes must not answer to: the second click of a double click, and a key that is held down. The
 * first may be done and answered before the second comes, so being busy does not protect from it; and by then another
 * button may stand in the same place.
 */
export const isSecond = (event: MouseEvent): boolean => event.detail > 1;

/** Goes to `onKeyDown`: browsers click a button again and again while Enter is held. */
export const notWhileHeld = (event: KeyboardEvent): void => {
  if (event.repeat && event.key === 'Enter') event.preventDefault();
};
