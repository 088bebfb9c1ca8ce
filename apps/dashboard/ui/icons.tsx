import type { JSX, ReactNode } from 'react';

function Icon({ children, size = 16 }: { children: ReactNode; size?: number }): JSX.Element {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      {children}
    </svg>
  );
}

/** The product's mark: three bars that rise inside a square. */
export function Mark(): JSX.Element {
  return (
    <svg width="24" height="24" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <rect width="24" height="24" rx="6" fill="var(--accent)" />
      <path d="M7 17v-3.5M12 17V10.5M17 17V7" stroke="var(--accent-ink)" strokeWidth="2.4" strokeLinecap="round" />
    </svg>
  );
}

export const IconPlus = (): JSX.Element => (
  <Icon>
    <path d="M8 3v10M3 8h10" />
  </Icon>
);

export const IconSearch = (): JSX.Element => (
  <Icon>
    <circle cx="7" cy="7" r="4.25" />
    <path d="m10.25 10.25 3.25 3.25" />
  </Icon>
);

export const IconFilter = (): JSX.Element => (
  <Icon>
    <path d="M2 4h12M4.5 8h7M6.75 12h2.5" />
  </Icon>
);

export const IconClose = (): JSX.Element => (
  <Icon>
    <path d="m4 4 8 8M12 4l-8 8" />
  </Icon>
);

export const IconPencil = (): JSX.Element => (
  <Icon>
    <path d="m10.75 2.75 2.5 2.5-7.5 7.5-3.25.75.75-3.25zM9.25 4.25l2.5 2.5" />
  </Icon>
);

export const IconTrash = (): JSX.Element => (
  <Icon>
    <path d="M2.75 4.25h10.5M6.25 4V2.75h3.5V4M4 4.25l.6 9h6.8l.6-9M6.75 7v3.5M9.25 7v3.5" />
  </Icon>
);

export const IconSun = (): JSX.Element => (
  <Icon>
    <circle cx="8" cy="8" r="2.75" />
    <path d="M8 1.75v1M8 13.25v1M1.75 8h1M13.25 8h1M3.6 3.6l.7.7M11.7 11.7l.7.7M3.6 12.4l.7-.7M11.7 4.3l.7-.7" />
  </Icon>
);

export const IconMoon = (): JSX.Element => (
  <Icon>
    <path d="M13.25 9.5A5.5 5.5 0 0 1 6.5 2.75a5.5 5.5 0 1 0 6.75 6.75" />
  </Icon>
);

export const IconSystem = (): JSX.Element => (
  <Icon>
    <rect x="2" y="2.75" width="12" height="8" rx="1.25" />
    <path d="M6 13.5h4" />
  </Icon>
);

export const IconSignOut = (): JSX.Element => (
  <Icon>
    <path d="M6.25 13.25h-3v-10.5h3M10 11l3-3-3-3M13 8H6.25" />
  </Icon>
);

export const IconUp = (): JSX.Element => (
  <Icon size={12}>
    <path d="M8 13V3M3.5 7.5 8 3l4.5 4.5" />
  </Icon>
);

export const IconDown = (): JSX.Element => (
  <Icon size={12}>
    <path d="M8 3v10M3.5 8.5 8 13l4.5-4.5" />
  </Icon>
);

export const IconCheck = (): JSX.Element => (
  <Icon>
    <path d="m3 8.5 3.25 3.25L13 5" />
  </Icon>
);

export const IconCloudOff = (): JSX.Element => (
  <Icon size={22}>
    <path d="M2 2l12 12M6.2 3.6a3.9 3.9 0 0 1 5 3.2A2.9 2.9 0 0 1 13.5 11M10.5 12.25H4.6A3.1 3.1 0 0 1 4.2 6" />
  </Icon>
);

export const IconAlert = (): JSX.Element => (
  <Icon size={22}>
    <path d="M8 2.25 14.25 13H1.75zM8 6.5v3M8 11.1v.1" />
  </Icon>
);

export const IconInvoice = (): JSX.Element => (
  <Icon size={22}>
    <path d="M3.5 1.75h9v12.5l-2.25-1.5L8 14.25l-2.25-1.5-2.25 1.5zM6 5.25h4M6 8h4" />
  </Icon>
);
