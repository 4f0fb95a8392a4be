import { useState } from 'preact/hooks';
import { PageHead } from '../../kit';
import { text } from '../../text';
import { InvitationMade } from './invitation-made';
import { InviteForm, type MadeInvitation } from './invite-form';

const CRUMBS = [{ label: text.connections.toOverview, to: [] }];

export const InvitePage = () => {
  const words = text.connections;
  const [made, setMade] = useState<{ invitation: MadeInvitation; address: string } | null>(null);
  if (made) {
    return (
      <>
        <PageHead title={words.madeTitle} crumbs={CRUMBS} />
        <InvitationMade made={made.invitation} address={made.address} />
      </>
    );
  }
  return (
    <>
      <PageHead title={words.inviteTitle} crumbs={CRUMBS} />
      <p class="narrow-form">{words.inviteIntro}</p>
      <InviteForm onMade={(invitation, address) => setMade({ invitation, address })} />
    </>
  );
};
