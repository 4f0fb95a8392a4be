import { useEffect, useState } from 'preact/hooks';
import { isReached, onReach } from '../host/reach';
import { text } from '../text';
import { Banner } from './notes';

/** While the service does not answer it says so, wherever the page is scrolled to. */
export const Reach = () => {
  const [reached, setReached] = useState(isReached());
  useEffect(() => onReach(setReached), []);
  return (
    <div class={reached ? 'reach' : 'reach reach-lost'} role="status">
      {reached ? null : (
        <Banner tone="warning" title={text.common.unreachable}>
          {text.common.unreachableKept}
        </Banner>
      )}
    </div>
  );
};
