export interface Stored {
  id: string;
}

export type Change<T> = { id: string; record: T | null };

/** A map of records by id that remembers what changed since it was last asked, and knows them by group. */
export class Table<T extends Stored> {
  private readonly records = new Map<string, T>();
  private readonly groups = new Map<string, Set<string>>();
  private readonly groupsOfId = new Map<string, readonly string[]>();
  private readonly dirty = new Set<string>();

  constructor(
    readonly name: string,
    /** Null: nobody writes changes down, so none are remembered. */
    private readonly onChange: (() => void) | null = null,
    /** Names of the groups that a record belongs to: its issue, its project, its parent. */
    private readonly groupsOf: (record: T) => readonly string[] = () => [],
  ) {}

  find(id: string): T | null {
    return this.records.get(id) ?? null;
  }

  get(id: string): T {
    const record = this.records.get(id);
    if (!record) throw new Error(`${this.name} has no ${id}`);
    return record;
  }

  all(): T[] {
    return [...this.records.values()];
  }

  get size(): number {
    return this.records.size;
  }

  /** Records of one group (of an issue, of a project), in the order they were added. */
  of(group: string): T[] {
    return [...(this.groups.get(group) ?? [])].map((id) => this.get(id));
  }

  /** Adds it, or notes that a record which was changed in place has to be written. */
  put(record: T): T {
    this.load(record);
    this.note(record.id);
    return record;
  }

  remove(id: string): void {
    if (!this.records.delete(id)) return;
    this.ungroup(id);
    this.note(id);
  }

  load(record: T): void {
    this.records.set(record.id, record);
    const groups = this.groupsOf(record);
    const before = this.groupsOfId.get(record.id);
    if (before && before.length === groups.length && before.every((group, at) => group === groups[at])) return;
    this.ungroup(record.id);
    this.groupsOfId.set(record.id, groups);
    for (const group of groups) this.groups.set(group, (this.groups.get(group) ?? new Set<string>()).add(record.id));
  }

  unload(id: string): void {
    this.records.delete(id);
    this.ungroup(id);
  }

  takeChanges(): Change<T>[] {
    const changes = [...this.dirty].map((id) => ({ id, record: this.find(id) }));
    this.dirty.clear();
    return changes;
  }

  private note(id: string): void {
    if (this.onChange === null) return;
    this.dirty.add(id);
    this.onChange();
  }

  private ungroup(id: string): void {
    for (const group of this.groupsOfId.get(id) ?? []) {
      const ids = this.groups.get(group);
      ids?.delete(id);
      if (ids?.size === 0) this.groups.delete(group);
    }
    this.groupsOfId.delete(id);
  }
}
