import { redirect } from 'next/navigation';

/** Leads to the only section there is. */
export default function Home(): never {
  redirect('/invoices');
}
