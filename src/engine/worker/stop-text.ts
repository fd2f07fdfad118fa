/** Cuts a stream of text before the first of some texts, giving out what cannot be the beginning of one. */
export class StopText {
  readonly #stops: readonly string[];
  #held = "";
  /** UTF-16 units at the beginning in which no stop is looked for. */
  #exempt: number;
  #isStopped = false;

  constructor(stops: readonly string[], exempt: number) {
    this.#stops = stops.filter((stop) => stop !== "");
    this.#exempt = exempt;
  }

  get isStopped(): boolean {
    return this.#isStopped;
  }

  /** The text that is certain now. After a stop nothing more comes. */
  push(text: string): string {
    if (this.#isStopped) return "";
    let released = "";
    this.#held += text;
    if (this.#exempt > 0) {
      released = this.#held.slice(0, this.#exempt);
      this.#held = this.#held.slice(released.length);
      this.#exempt -= released.length;
    }
    const at = this.#firstStop();
    if (at !== -1) {
      this.#isStopped = true;
      released += this.#held.slice(0, at);
      this.#held = "";
      return released;
    }
    const keep = this.#unfinishedLength();
    released += this.#held.slice(0, this.#held.length - keep);
    this.#held = this.#held.slice(this.#held.length - keep);
    return released;
  }

  /** The text that was held back: no stop followed. */
  flush(): string {
    const rest = this.#held;
    this.#held = "";
    return rest;
  }

  #firstStop(): number {
    const places = this.#stops.map((stop) => this.#held.indexOf(stop)).filter((at) => at !== -1);
    return places.length === 0 ? -1 : Math.min(...places);
  }

  /** Length of the longest ending that some stop begins with. */
  #unfinishedLength(): number {
    let longest = 0;
    for (const stop of this.#stops) {
      for (let length = Math.min(stop.length - 1, this.#held.length); length > longest; length--) {
        if (this.#held.endsWith(stop.slice(0, length))) {
          longest = length;
          break;
        }
      }
    }
    return longest;
  }
}
