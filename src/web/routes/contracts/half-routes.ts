import { Router } from 'express';
import { z } from 'zod';
import { type Half } from '../../../core/model';
import { type MyContract, Refusal } from '../../../sync/agreements';
import { checkHalf, getTemplate, saveHalf } from '../../../sync/contracts';
import { type ApiDeps } from '../api-deps';
import { answer, type Call, ok } from '../call';
import { line, parse, record, text } from '../shapes';
import { getContractOf } from './contract-routes';
import { parseHalf, readHalf } from './half-schema';

const version = z.int().min(0);
const note = text(2000)
  .nullish()
  .transform((value) => value ?? null);
const halfBody = record({ half: z.unknown(), version, note });
const templateBody = record({ templateId: line(100), version });
const checkBody = record({ half: z.unknown().optional() });

const savedHalf = ({ contract, side }: MyContract): Half => {
  const half = contract.halves[side];
  if (half) return half;
  throw new Refusal(
    'conflict',
    'no-half',
    'Your side is not set up yet.',
    'Give it in the body as `half`, or save it.',
  );
};

export const halfRoutes = (deps: ApiDeps): Router => {
  const { stores } = deps.database;
  const check = async (call: Call) => {
    const mine = await getContractOf(deps, call);
    const { half: source } = parse(checkBody, call.body ?? {}, 'request');
    const parsed = source === undefined ? { ok: true as const, half: savedHalf(mine) } : readHalf(source);
    if (!parsed.ok) return ok({ faults: parsed.faults, warnings: [] });
    const { faults, warnings } = await checkHalf(deps, call.actor.siteId, mine, parsed.half);
    return ok({ faults, warnings });
  };
  return Router()
    .put(
      '/contracts/:id/half',
      answer(async function putHalf(call) {
        const mine = await getContractOf(deps, call);
        const given = parse(halfBody, call.body, 'request');
        const half = parseHalf(given.half);
        return ok(await saveHalf(deps, call.actor, mine, { ...given, half, source: given.half }));
      }),
    )
    .post(
      '/contracts/:id/half/check',
      answer(async function checkContractHalf(call) {
        return check(call);
      }),
    )
    .post(
      '/contracts/:id/half/from-template',
      answer(async function putFromTemplate(call) {
        const mine = await getContractOf(deps, call);
        const given = parse(templateBody, call.body, 'request');
        const { source, name } = await getTemplate(stores, call.actor.siteId, given.templateId);
        const draft = { half: parseHalf(source), source, version: given.version, note: `From the template "${name}".` };
        return ok(await saveHalf(deps, call.actor, mine, draft));
      }),
    );
};
