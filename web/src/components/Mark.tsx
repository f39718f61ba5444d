/** The product's mark: two audiences and what they share. The same drawing as icon/mark.svg. */
export function Mark({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 96 96" aria-hidden="true" className={className}>
      <rect width="96" height="96" rx="22" className="fill-accent-fill" />
      <g fill="none" stroke="#fff" strokeWidth="5">
        <circle cx="37" cy="48" r="19.5" />
        <circle cx="59" cy="48" r="19.5" />
      </g>
      <path d="M48 31.9a19.5 19.5 0 0 1 0 32.2a19.5 19.5 0 0 1 0-32.2z" fill="#fff" />
    </svg>
  );
}
