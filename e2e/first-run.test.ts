import { expect, test } from "./fixtures.ts";

test("a newcomer sees all three verbs work with the sample writer", async ({ selfsame, page }) => {
  await selfsame.open("/");
  await expect(selfsame.firstRun.addHistory).toBeVisible();
  const beganAt = Date.now();
  await selfsame.firstRun.trySample.click();

  // Predict: a half sentence stands ready and the rest appears in pale ink; Tab accepts it.
  const suggestion = await selfsame.suggestion();
  const before = await selfsame.write.text();
  expect(before.length).toBeGreaterThan(10);
  await selfsame.write.editor.focus();
  await selfsame.write.acceptAll();
  expect(await selfsame.write.text()).toBe(before + suggestion);
  await selfsame.untilReady();
  expect(Date.now() - beganAt, "the first suggestion and the model within a minute").toBeLessThan(60_000);

  // Draft: candidates stream in, each can be inserted or discarded, each says what it drew on.
  const drafts = await selfsame.draft({ topic: "A morning at the repair café", candidates: 2 });
  expect(drafts).toHaveLength(2);
  for (const draft of drafts) expect(draft.trim().length).toBeGreaterThan(10);
  await expect(selfsame.drafts.panel.getByRole("button", { name: /^Drawn from \d+ entr/ })).toBeVisible();
  const [first = ""] = drafts;
  await selfsame.drafts.card(1).getByRole("button", { name: "Insert" }).click();
  expect(await selfsame.write.text()).toContain(first.trim().split("\n")[0]);

  // Critique: what is not hers stands out, with her own sentences beside it.
  const { findings, oddWords } = await selfsame.critique(
    "We're thrilled to announce that Marigold is leveraging next-generation electric propulsion! Our passionate team is excited to optimize every touchpoint of your journey! Stay tuned for more amazing updates!",
  );
  expect(findings.length).toBeGreaterThan(0);
  expect(oddWords.length).toBeGreaterThan(0);
  await expect(selfsame.critiques.panel.getByRole("button", { name: "How you write it" }).first()).toBeVisible();
  await expect(selfsame.shell.requestsLeft).toHaveAccessibleName("0 requests left this device");
  expect(await page.title()).not.toBe("");
});

test("what was written is still there after a reload, and so is the history", async ({ selfsame }) => {
  await selfsame.loadSample();
  await selfsame.write.replaceText("The ferry is late again and I am not sorry.");
  await expect(selfsame.write.saved).toBeVisible();
  await selfsame.reload();
  await expect(selfsame.write.editor).toContainText("The ferry is late again and I am not sorry.");
  await selfsame.shell.goTo("Log");
  expect(await selfsame.log.entryCount()).toBeGreaterThanOrEqual(200);
});

test("the same seed gives the same suggestion and the same drafts, however fast one types", async ({
  browser,
  baseURL,
  seed,
}) => {
  const { Selfsame } = await import("./page-models/selfsame.ts");
  const run = async (delay: number): Promise<readonly string[]> => {
    const context = await browser.newContext({ baseURL: baseURL ?? "" });
    const page = await context.newPage();
    const selfsame = new Selfsame(page, seed);
    await selfsame.loadSample();
    await selfsame.write.replaceText("");
    await selfsame.write.editor.focus();
    await page.keyboard.type("I have told them before and ", { delay });
    const suggestion = await selfsame.suggestion();
    const drafts = await selfsame.draft({ topic: "The new timetable and the low water", candidates: 2 });
    await context.close();
    return [suggestion, ...drafts];
  };
  expect(await run(0)).toEqual(await run(90));
});
