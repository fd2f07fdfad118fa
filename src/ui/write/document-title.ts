/** The first line that says something, without Markdown's marks. */
export function documentTitle(text: string): string {
  const line = text.split("\n", 50).find((each) => each.trim() !== "") ?? "";
  const words = line.replace(/^[#>\-*\s]+/u, "").trim();
  if (words === "") return "Untitled";
  return words.length > 60 ? `${words.slice(0, 58).trimEnd()}…` : words;
}
