import { abortError } from "../../channel/wire-error.ts";
import type { Priority } from "../engine.ts";
import { breathe } from "./breathe.ts";

/** Awaited by a job before each of its steps: lets more urgent work pass, and rejects when the call was cancelled. */
export type Turn = () => Promise<void>;

/** `exclusive` jobs (load, unload) wait for everything before them and hold back everything after them. */
export type JobKind = Priority | "exclusive";

interface Job {
  readonly kind: JobKind;
  readonly start: () => void;
}

/**
 * One step at a time on one device. A completion overtakes background work at its next step: the background job pauses in
 * its `turn` and goes on when no completion is left. Otherwise first come, first served.
 */
export class JobQueue {
  #waiting: Job[] = [];
  #active = new Set<JobKind>();
  /** Set while the background job stands between two steps. */
  #resumeBackground: (() => void) | undefined;

  run<T>(kind: JobKind, signal: AbortSignal, work: (turn: Turn) => Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      if (signal.aborted) return reject(abortError());
      const onAbort = (): void => {
        this.#waiting = this.#waiting.filter((other) => other !== job);
        reject(abortError());
        this.#pump();
      };
      const job: Job = {
        kind,
        start: () => {
          signal.removeEventListener("abort", onAbort);
          this.#active.add(kind);
          // Wrapped, so that what `work` throws at once is a rejection too.
          (async () => work(() => this.#turn(kind, signal)))()
            .then(resolve, reject)
            .finally(() => {
              this.#active.delete(kind);
              this.#pump();
            });
        },
      };
      signal.addEventListener("abort", onAbort, { once: true });
      this.#waiting.push(job);
      this.#pump();
    });
  }

  async #turn(kind: JobKind, signal: AbortSignal): Promise<void> {
    await breathe();
    if (signal.aborted) throw abortError();
    if (kind !== "background") return;
    await new Promise<void>((resolve, reject) => {
      const onAbort = (): void => {
        this.#resumeBackground = undefined;
        reject(abortError());
      };
      signal.addEventListener("abort", onAbort, { once: true });
      this.#resumeBackground = () => {
        signal.removeEventListener("abort", onAbort);
        resolve();
      };
      this.#pump();
    });
  }

  /** Starts, or resumes, whatever may run now. */
  #pump(): void {
    const isBetweenSteps = this.#active.size === 0 || (this.#active.size === 1 && this.#resumeBackground !== undefined);
    if (!isBetweenSteps) return;
    const barrier = this.#waiting.findIndex((job) => job.kind === "exclusive");
    const reach = barrier === -1 ? this.#waiting : this.#waiting.slice(0, barrier);
    const next =
      reach.find((job) => job.kind === "completion") ??
      (this.#active.size > 0 ? undefined : (reach[0] ?? this.#waiting[barrier]));
    if (next !== undefined) {
      this.#waiting = this.#waiting.filter((job) => job !== next);
      next.start();
      return;
    }
    const resume = this.#resumeBackground;
    this.#resumeBackground = undefined;
    resume?.();
  }
}
