import { jiraTime } from '../../dates';
import type { Site } from '../../site';
import type { JsonObject } from '../../json';
import { factOf } from '../../store/state';
import type { ChangeItem, HistoryRecord } from '../../store/records';
import { showUser } from './user';

export const showChange = (item: ChangeItem): JsonObject => ({ ...item });

export function showHistory(site: Site, history: HistoryRecord): JsonObject {
  return {
    id: history.id,
    author: showUser(site, history.authorId),
    created: jiraTime(history.created, factOf(site.state, 'timeZone')),
    items: history.items.map(showChange),
    ...(history.metadata ? { historyMetadata: history.metadata } : {}),
  };
}
