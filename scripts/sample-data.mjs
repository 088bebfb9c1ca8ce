/**
 * A plausible ledger of a small software company: yearly and monthly customers, a usage-based one,
 * seven currencies, upgrades, churn. The same seed and day give the same rows.
 */

const DAY_MS = 86_400_000;
export const MONTHS = 18;
const SEED = 20_240_115;

/** ISO 4217 exponents of the currencies used here; KWD has three decimals, JPY none. */
const EXPONENT = { USD: 2, EUR: 2, GBP: 2, INR: 2, CHF: 2, JPY: 0, KWD: 3 };

/**
 * `amount` is in minor units per bill; `terms` are days until due, absent for cards, which are charged at once;
 * `from` and `until` count months back from today; `group` defaults to the name.
 */
const CUSTOMERS = [
  { name: 'northwind', currency: 'USD', amount: 249_900, day: 1, terms: 30, from: 18, growth: 0.12 },
  // The same group in another spelling: the kind of slip that breaks attribution.
  { name: 'northwind_labs', group: 'Northwind', currency: 'USD', amount: 49_900, day: 3, terms: 30, from: 7 },
  { name: 'bluefin_robotics', currency: 'USD', amount: 129_900, day: 4, terms: 45, from: 18, growth: 0.2 },
  { name: 'cedar_health', currency: 'USD', amount: 89_900, day: 9, from: 16 },
  { name: 'hollow_pine', currency: 'USD', amount: 29_999, day: 15, from: 18, until: 5 },
  { name: 'juniper_freight', currency: 'USD', amount: 41_250, day: 20, from: 11, usage: 0.35 },
  { name: 'lakeside_schools', currency: 'USD', amount: 1_188_000, day: 11, terms: 60, from: 18, every: 12 },
  { name: 'marlow_press', currency: 'USD', amount: 9_900, day: 27, from: 14 },
  { name: 'orchard_labs', currency: 'USD', amount: 19_900, day: 6, from: 9 },
  { name: 'quarry_stone', currency: 'USD', amount: 59_900, day: 23, from: 13, growth: 0.15 },
  { name: 'adler_maschinen', currency: 'EUR', amount: 185_000, day: 2, terms: 30, from: 18 },
  { name: 'brise_marine', currency: 'EUR', amount: 74_950, day: 8, from: 15, growth: 0.1 },
  { name: 'corvo_foto', currency: 'EUR', amount: 24_900, day: 14, from: 17, until: 2 },
  { name: 'fjord_energi', currency: 'EUR', amount: 96_400, day: 19, from: 12, usage: 0.25 },
  { name: 'tilia_garden', currency: 'EUR', amount: 588_000, day: 25, terms: 30, from: 14, every: 12 },
  { name: 'harbour_and_hart', currency: 'GBP', amount: 119_900, day: 5, terms: 30, from: 18 },
  { name: 'wren_tailors', currency: 'GBP', amount: 14_900, day: 12, from: 16 },
  { name: 'moorgate_legal', currency: 'GBP', amount: 239_500, day: 28, terms: 14, from: 10, growth: 0.08 },
  { name: 'alpenblick_hotels', currency: 'CHF', amount: 64_900, day: 10, from: 13 },
  { name: 'sakura_denki', currency: 'JPY', amount: 148_000, day: 1, terms: 60, from: 18 },
  { name: 'minato_logistics', currency: 'JPY', amount: 39_800, day: 16, from: 15, usage: 0.3 },
  { name: 'hinode_games', currency: 'JPY', amount: 9_800, day: 22, from: 8 },
  { name: 'ganga_textiles', currency: 'INR', amount: 4_150_000, day: 7, from: 17 },
  { name: 'malabar_spice', currency: 'INR', amount: 1_249_900, day: 18, from: 12, growth: 0.1 },
  { name: 'gulf_pearl_trading', currency: 'KWD', amount: 184_750, day: 13, terms: 45, from: 18 },
  { name: 'salmiya_clinics', currency: 'KWD', amount: 62_125, day: 24, from: 9, usage: 0.2 },
];

/** mulberry32: a small seeded generator, so that no sample depends on chance. */
function random(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Turns minor units into the number that JSON shows with exactly the currency's decimals or fewer. */
function major(minor, currency) {
  const digits = EXPONENT[currency];
  if (digits === 0) return minor;
  const text = String(minor).padStart(digits + 1, '0');
  return Number(`${text.slice(0, -digits)}.${text.slice(-digits)}`);
}

/** When a customer is billed: its day of the month, at an hour of its own. */
function billDates(customer, today) {
  const dates = [];
  const every = customer.every ?? 1;
  for (let back = customer.from; back >= (customer.until ?? 0); back -= every) {
    const date = Date.UTC(
      today.getUTCFullYear(),
      today.getUTCMonth() - back,
      customer.day,
      6 + (customer.day % 12),
      30,
    );
    const oldest = Date.UTC(today.getUTCFullYear(), today.getUTCMonth() - MONTHS, today.getUTCDate());
    if (date >= oldest && date <= today.getTime()) dates.push(date);
  }
  return dates;
}

function billsOf(customer, today, next) {
  const { currency } = customer;
  // Prices end as prices do: whole cents, whole yen, five fils.
  const grain = currency === 'KWD' ? 5 : 1;
  let recurring = customer.amount;
  return billDates(customer, today).map((date, index) => {
    if (customer.growth && index > 0 && index % 6 === 0) recurring = Math.round(recurring * (1 + customer.growth));
    const usage = customer.usage ? 1 + customer.usage * (2 * next() - 1) : 1;
    const minor = Math.round((recurring * usage) / grain) * grain;
    return { customer, date, amount: major(minor, currency) };
  });
}

/** One-off work beside the subscriptions, such as onboarding and training: three for each customer. */
function extrasOf(today, next) {
  return CUSTOMERS.filter((customer) => !customer.every).flatMap((customer) =>
    [0, 1, 2].map(() => {
      const date = today.getTime() - Math.floor(next() * 500) * DAY_MS - Math.floor(next() * 10) * 3_600_000;
      const share = Math.round((0.1 + next() * 1.5) * 20) / 20;
      return { customer, date, amount: major(Math.round((customer.amount * share) / 5) * 5, customer.currency) };
    }),
  );
}

/**
 * Makes the sample rows, oldest first, as bodies of the create operation.
 * @param {{ today: Date, seed?: number }} options `today` is the day that the rows lead up to
 */
export function sampleInvoices({ today, seed = SEED }) {
  const next = random(seed);
  const bills = [...CUSTOMERS.flatMap((customer) => billsOf(customer, today, next)), ...extrasOf(today, next)];
  bills.sort((a, b) => a.date - b.date);
  const counts = new Map();
  return bills.map(({ customer, date, amount }) => {
    const issued = new Date(date).toISOString();
    const month = issued.slice(0, 7).replace('-', '');
    const number = (counts.get(month) ?? 0) + 1;
    counts.set(month, number);
    const due = customer.terms && new Date(date + customer.terms * DAY_MS).toISOString();
    return {
      invoice_id: `inv_${month}_${String(number).padStart(3, '0')}`,
      customer_id: `cust_${customer.name}`,
      group_id: `group_${customer.group ?? customer.name}`,
      issue_date: issued,
      amount,
      currency: customer.currency,
      ...(due ? { due_date: due } : {}),
    };
  });
}
