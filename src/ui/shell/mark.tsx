/** The mark: two lines, in ink up to the caret and in pale ink after it; also the sign for “the same”. */
export function Mark(): React.ReactElement {
  return (
    <svg viewBox="0 0 40 40" aria-hidden="true" fill="none" strokeLinecap="round" strokeWidth="5">
      <path d="M5 14.5h7.5M5 25.5h7.5" stroke="currentColor" />
      <path d="M27.5 14.5H35M27.5 25.5H35" stroke="currentColor" opacity="0.38" />
      <path d="M16.5 4.5h7M20 4.5v31M16.5 35.5h7" stroke="var(--accent)" strokeWidth="3" />
    </svg>
  );
}
