/** A row that could not be read; never its content. */
export interface Damage {
  readonly table: "entries" | "imports" | "documents" | "counts" | "times" | "postings";
  readonly key: string;
}

/** Hears of damage; the store goes on without the row. */
export type DamageListener = (damage: Damage) => void;

/** What is done where nobody listens. */
export function warnOfDamage({ table, key }: Damage): void {
  console.warn(`Selfsame: a damaged row was passed over (${table} ${key}).`);
}
