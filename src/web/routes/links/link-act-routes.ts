import { type RequestHandler, Router } from 'express';
import { type Link, type Side, SIDES } from '../../../core/model';
import { demandBothSides, findMyContract, type MyContract, noSuch, Refusal } from '../../../sync/agreements';
import { askJira } from '../../../sync/contracts';
import { type IssueHead, type JiraSite } from '../../../sync/ports';
import { type ApiDeps } from '../api-deps';
import { accepted, answer, type Call, param } from '../call';
import { getContractOf } from '../contracts/contract-routes';
import { demandRight, type ActingRight } from '../issues/rights';
import { line, parse, record } from '../shapes';

const createBody = record({ issue: line(100) });

const closed = (): Refusal =>
  new Refusal('conflict', 'link-closed', 'This pair was ended.', 'Send the issue again to make a new pair.');

type Ask = (pair: { readonly link: Link; readonly mine: MyContract }, side: Side, actor: string) => Promise<void>;

/** Within one site either issue will do: the first that the site still has, of the side that was asked for. */
const sidesOf = ({ side, internal }: MyContract, wanted: Side | null): readonly Side[] =>
  internal && wanted === null ? SIDES : [side];

/** Which side's issue gives this person the right. An admin of Jira needs none, so that a lost issue stops nobody. */
const demandRightOnPair = async (
  site: JiraSite,
  call: Call,
  { link, mine }: { readonly link: Link; readonly mine: MyContract },
  right: ActingRight,
): Promise<Side> => {
  const { accountId } = call.actor;
  if (await site.administers(accountId)) return mine.side;
  let refused: unknown = noSuch('link');
  for (const side of sidesOf(mine, call.side)) {
    const issue = link.issues[side];
    const head = issue && (await site.findIssue(issue.id));
    if (!head) continue;
    try {
      await demandRight(site, accountId, head, right, 'link');
      return side;
    } catch (error) {
      refused = error;
    }
  }
  throw refused;
};

/** Within one site the issue's project tells which half is meant. */
const sideFor = ({ contract, side, internal }: MyContract, wanted: Side | null, issue: IssueHead): Side =>
  internal && wanted === null
    ? (SIDES.find((each) => contract.halves[each]?.scope.project === issue.projectKey) ?? side)
    : side;

/** What people may ask of pairs from the issue itself; each act demands its own right. */
export const linkActRoutes = (deps: ApiDeps): Router => {
  const { database, actions, jira } = deps;
  const { stores } = database;

  const getOpenLink = async (call: Call): Promise<{ readonly link: Link; readonly mine: MyContract }> => {
    const link = await stores.links.find(param(call, 'id'));
    const mine = link && (await findMyContract(stores, call.actor.siteId, link.contractId, call.side));
    if (!mine) throw noSuch('link');
    return { link, mine };
  };

  const act = (name: string, right: ActingRight, ask: Ask): RequestHandler => {
    const handle = async (call: Call) => {
      const pair = await getOpenLink(call);
      const side = await askJira(jira, call.actor.siteId, (site) => demandRightOnPair(site, call, pair, right));
      demandBothSides(pair.mine);
      if (pair.link.state === 'closed') throw closed();
      await ask(pair, side, call.actor.accountId);
      return accepted();
    };
    return answer(Object.defineProperty(handle, 'name', { value: name }));
  };

  /** A side pauses and resumes its own. Within one site nobody is there to be asked: both at once. */
  const setPaused =
    (paused: boolean): Ask =>
    ({ link, mine }, side, actor) =>
      actions.setLinkPaused({ linkId: link.id, sides: mine.internal ? SIDES : [side], paused, actor });

  return Router()
    .post(
      '/contracts/:id/links',
      answer(async function createLink(call) {
        const mine = await getContractOf(deps, call);
        demandBothSides(mine);
        const { issue } = parse(createBody, call.body ?? {}, 'request');
        const { siteId, accountId } = call.actor;
        const head = await askJira(jira, siteId, async (site) => {
          const found = await site.findIssue(issue);
          if (!found) throw noSuch('issue');
          await demandRight(site, accountId, found, 'edit', 'issue');
          return found;
        });
        await actions.requestCreate(mine.contract.id, sideFor(mine, call.side, head), head.id, accountId);
        return accepted();
      }),
    )
    .post(
      '/links/:id/sync',
      act('syncLink', 'edit', ({ link: { id } }, side, actor) => actions.wakeLink(id, side, actor)),
    )
    .post('/links/:id/pause', act('pauseLink', 'administer', setPaused(true)))
    .post('/links/:id/resume', act('resumeLink', 'administer', setPaused(false)))
    .post(
      '/links/:id/unlink',
      act('unlink', 'administer', ({ link: { id } }, _side, actor) => actions.unlink(id, actor)),
    );
};
