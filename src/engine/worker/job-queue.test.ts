import { describe, expect, test } from "vitest";

import { JobQueue, type JobKind } from "./job-queue.ts";

const never = new AbortController().signal;

/** A queue with a record of the steps, and of the most that were taken at one time. */
function watchedQueue() {
  const queue = new JobQueue();
  const record: string[] = [];
  let open = 0;
  let most = 0;
  const job = (name: string, kind: JobKind, steps: number, signal = never, onStep?: (step: number) => void) =>
    queue.run(kind, signal, async (turn) => {
      for (let step = 0; step < steps; step++) {
        await turn();
        most = Math.max(most, ++open);
        await new Promise((resolve) => setTimeout(resolve, 1));
        open--;
        record.push(name);
        onStep?.(step);
      }
      return name;
    });
  return { job, record, most: () => most };
}

describe("job queue", () => {
  test("[Q1] one step at a time, and jobs of a kind in the order of their calls", async () => {
    const { job, record, most } = watchedQueue();
    const names = await Promise.all([job("a", "background", 3), job("b", "background", 2), job("c", "background", 1)]);
    expect(names).toEqual(["a", "b", "c"]);
    expect(record.join("")).toBe("aaabbc");
    expect(most()).toBe(1);
  });

  test("[Q2] a completion overtakes background work at its next step, which then goes on", async () => {
    const { job, record, most } = watchedQueue();
    let completion: Promise<string> | undefined;
    await job("b", "background", 4, never, (step) => {
      if (step === 1) completion = job("c", "completion", 3);
    });
    await completion;
    expect(record.join("")).toBe("bbcccbb");
    expect(most()).toBe(1);
  });

  test("[Q2] a completion goes before background work that waits", async () => {
    const { job, record } = watchedQueue();
    await Promise.all([job("a", "completion", 1), job("b", "background", 1), job("c", "completion", 1)]);
    expect(record.join("")).toBe("acb");
  });

  test("[Q3] exclusive work waits for what came before and holds back what comes after", async () => {
    const { job, record } = watchedQueue();
    await Promise.all([
      job("a", "background", 2),
      job("x", "exclusive", 2),
      job("c", "completion", 1),
      job("y", "exclusive", 1),
      job("d", "background", 1),
    ]);
    expect(record.join("")).toBe("aaxxcyd");
  });

  test("[Q4] a cancelled job ends within its step, one that waits or pauses at once, and others go on", async () => {
    const { job, record, most } = watchedQueue();
    const [running, waiting, paused] = [new AbortController(), new AbortController(), new AbortController()];
    const jobs = [
      job("a", "background", 100, running.signal, (step) => step === 2 && running.abort()),
      job("b", "background", 5, waiting.signal),
      job("c", "background", 5, paused.signal, () => {
        void job("d", "completion", 2, never, () => paused.abort());
      }),
      job("e", "background", 1),
    ];
    waiting.abort();
    const results = await Promise.allSettled(jobs);
    expect(results.map((result) => result.status)).toEqual(["rejected", "rejected", "rejected", "fulfilled"]);
    for (const result of results.slice(0, 3)) {
      expect(result).toMatchObject({ reason: { name: "AbortError" } });
    }
    expect(record.join("")).toBe("aaacdde");
    expect(most()).toBe(1);
  });

  test("[Q5] a job that throws, even at once, is a rejection of its own call only", async () => {
    const queue = new JobQueue();
    const broken = queue.run("background", never, () => {
      throw new RangeError("broken");
    });
    const sound = queue.run("background", never, async () => "sound");
    await expect(broken).rejects.toThrow("broken");
    await expect(sound).resolves.toBe("sound");
  });
});
