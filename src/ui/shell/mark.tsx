/** The mark: two lines, written in ink up to the caret and in pale ink after it; also a sign for “the same”. */
export function Mark(): React.ReactElement {
  return (
    <svg viewBox="0 0 40 40" aria-hidden="true" fill="none" strokeLinecap="round" strokeWidth="5">
      <path d="M5.5 14H19M5.5 26H13.5" stroke="currentColor" />
      <path d="M28 14h6.5M22.5 26h12" stroke="currentColor" opacity="0.36" />
      <path d="M26.5 5 14 35" stroke="var(--accent)" strokeWidth="3.5" transform="translate(-0.6 0)" />
    </svg>
  );
}
