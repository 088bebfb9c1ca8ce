import { render, screen } from '@testing-library/react';
import { version } from 'react';
import { expect, it } from 'vitest';

it('runs on React 18.3, and so does the renderer', () => {
  // A renderer of another version would break here: it reaches into its React.
  render(<p>{`on React ${version}`}</p>);
  expect(screen.getByText(/^on React 18\.3\./)).toBeTruthy();
});
