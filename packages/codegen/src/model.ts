/**
 * The plain model that every emitter reads. It is built once from the contract
 * (`build-model.ts`); emitters never look at OpenAPI or at the generator's own
 * structures.
 */

/** A JSON value. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/** One value of the contract, reduced to what can be checked at run time. */
export interface Shape {
  /** The JSON type; `any` when the contract does not say. */
  readonly type: 'string' | 'number' | 'integer' | 'boolean' | 'object' | 'array' | 'any';
  /** True when `null` is a legal value. */
  readonly nullable?: true;
  /** Filled in when absent: on POST and in queries only, never on PUT. */
  readonly default?: Json;
  /** The legal values, `const` included. */
  readonly enum?: readonly Json[];
  /** `date-time` is checked; other formats are carried as documentation. */
  readonly format?: string;
  /** `id`: the resource's own key. `currency`: an ISO 4217 code. */
  readonly kind?: 'id' | 'currency';
  /** Set on money: the name of the field that holds its currency. */
  readonly currencyField?: string;
  /** This instant may not lie before the field `field` of the same object; `code` is the error. */
  readonly notBefore?: { readonly field: string; readonly code: string };
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
  readonly multipleOf?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly uniqueItems?: true;
  readonly items?: Shape;
  /** Fields of an object, in the order of the contract. */
  readonly fields?: Readonly<Record<string, Shape>>;
  readonly required?: readonly string[];
  /** True when fields that the contract does not name are legal; false by default for request bodies. */
  readonly open?: true;
  /** One of these must fit (`anyOf`, `oneOf`). */
  readonly anyOf?: readonly Shape[];
}

/** A field with what people need to know of it. */
export interface FieldDoc {
  readonly name: string;
  readonly required: boolean;
  readonly description?: string;
  readonly unit?: string;
  readonly example?: Json;
  readonly source: 'vendor' | 'ours';
  readonly deprecated?: true;
  readonly default?: Json;
  readonly shape: Shape;
  /** What is inside: of an object, or of the objects in a list. */
  readonly fields?: readonly FieldDoc[];
}

/** A parameter of a list: a filter, the order, or paging. */
export interface Parameter extends FieldDoc {
  readonly role:
    | { readonly kind: 'filter'; readonly field: string; readonly op: FilterOp }
    | { readonly kind: 'sort-field' }
    | { readonly kind: 'sort-order' }
    | { readonly kind: 'cursor' }
    | { readonly kind: 'limit' };
}

export type FilterOp = 'eq' | 'gt' | 'gte' | 'lt' | 'lte' | 'prefix';

/**
 * What an operation does. `history` lists the changes of one row, `summary` adds rows up,
 * `key` describes the key that asks.
 */
export type OperationKind = 'create' | 'update' | 'delete' | 'get' | 'list' | 'history' | 'summary' | 'key';

/** How a resource is added up (`x-summary`); every name is a stored field. */
export interface Summary {
  /** Money that is added up, always by currency. */
  readonly measure: string;
  /** The currency of the measure. */
  readonly unit: string;
  /** Instant whose UTC month splits the totals. */
  readonly month?: string;
  /** Instant that says how long a row is past it. */
  readonly ageing?: string;
  /** Text whose ten largest totals are listed. */
  readonly top?: string;
  /** Text whose values that differ only by case or white space are listed. */
  readonly nearDuplicates?: string;
}

/** Names of the page envelope's fields and of the paging parameters (`x-pagination`). */
export interface Pagination {
  readonly cursor: string;
  readonly limit: string;
  readonly items: string;
  readonly next: string;
  readonly more: string;
}

/** One operation of a resource. */
export interface Operation {
  readonly kind: OperationKind;
  /** operationId, and the name of the standalone function: `createInvoice`. */
  readonly id: string;
  /** Method on the resource object: `create`. */
  readonly method: string;
  /** Name of the hook: `useCreateInvoice`. */
  readonly hook: string;
  readonly httpMethod: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Path with its parameters in braces: `/revenue/invoices/{invoice_id}`. */
  readonly path: string;
  /** Name of the path parameter: the key of the row that is meant. */
  readonly pathParameter?: string;
  /** What people need to know of the path parameter. */
  readonly pathDoc?: FieldDoc;
  readonly source: 'vendor' | 'ours';
  readonly scope: string;
  readonly summary: string;
  readonly description?: string;
  readonly deprecated: boolean;
  /** Fields of the JSON body; empty for reads. */
  readonly body: readonly FieldDoc[];
  /** Shape of the JSON body; undefined for reads. */
  readonly bodyShape?: Shape;
  /** Query parameters of a list, a history or a summary. */
  readonly query: readonly Parameter[];
  readonly pagination?: Pagination;
  /** Fields of the answer to a success. */
  readonly answer: readonly FieldDoc[];
  /** Shape of the answer to a success. */
  readonly answerShape: Shape;
  /** Statuses that the contract documents, ascending: [200, 400, 401, …]. */
  readonly statuses: readonly number[];
  /** Resources that a write makes stale, by `Resource.property` (`x-invalidates`; default: its own). */
  readonly invalidates: readonly string[];
  /** Names of the TypeScript types in `types.gen.ts`, as type expressions. */
  readonly types: {
    /** `CreateInvoice`, or `CreateInvoiceData['body']` when the schema has no name. */
    readonly body?: string;
    /** `NonNullable<ListInvoicesData['query']>`. */
    readonly query?: string;
    /** `InvoiceWriteResult`, `Invoice`, `InvoicePage`, or `CreateInvoiceResponse`. */
    readonly response: string;
    /** For lists and histories: the type of one row, `Invoice`. */
    readonly item?: string;
    /** Every name used above, to import. */
    readonly imports: readonly string[];
  };
}

/** A field as it is stored: create fields, then what only the update has. */
export interface StoredField {
  readonly name: string;
  readonly shape: Shape;
  /** In the create body but not in the update body: a PUT cannot change it. */
  readonly immutable: boolean;
  /** Required by the create body. */
  readonly required: boolean;
  /** Filled in on POST when absent; never on PUT. */
  readonly default?: Json;
  /** Reads show `null` for an absent value; false: the field is left out. */
  readonly readAsNull: boolean;
}

/** `field` may not lie before `other` (`x-not-before`). */
export interface NotBeforeRule {
  readonly field: string;
  readonly other: string;
  readonly code: string;
}

/** A column beside the document, for a filter, an order or a summary. */
export interface Column {
  readonly field: string;
  /** `money` is an integer of minor units, `instant` text in UTC milliseconds. */
  readonly type: 'text' | 'instant' | 'money' | 'integer' | 'real' | 'boolean';
}

/** A thing under `/revenue/<things>`, or a group of operations without rows (`stored: false`). */
export interface Resource {
  /** False for what has no table: `GET /revenue/key`. Its `key`, `fields` and the like are empty. */
  readonly stored: boolean;
  /** Path segment: `credit-notes`. */
  readonly name: string;
  /** Property of the client: `creditNotes`. */
  readonly property: string;
  /** Singular in Pascal case: `CreditNote`. */
  readonly noun: string;
  /** Plural in Pascal case: `CreditNotes`. */
  readonly nounPlural: string;
  /** Singular in snake case: `credit_note`. */
  readonly singular: string;
  /** Path of writes and list: `/revenue/credit-notes`. */
  readonly path: string;
  /** The key field: `credit_note_id`. */
  readonly key: string;
  /** `credit_note_already_exists`. */
  readonly alreadyExistsCode: string;
  readonly operations: readonly Operation[];
  readonly fields: readonly StoredField[];
  readonly rules: readonly NotBeforeRule[];
  readonly columns: readonly Column[];
  readonly summary?: Summary;
}

/** The whole contract. */
export interface Model {
  readonly title: string;
  readonly version: string;
  readonly servers: readonly string[];
  /** Header that carries the key: `x-api-key`. */
  readonly keyHeader: string;
  readonly scopes: readonly string[];
  readonly resources: readonly Resource[];
  /** Fields of the body of every failure. */
  readonly errorBody: readonly FieldDoc[];
  /** File and line, for errors, by operationId and by path of a resource: `spec/openapi.yaml:42`. */
  readonly places: Readonly<Record<string, string>>;
  /** Every type name that `types.gen.ts` exports, sorted. */
  readonly typeNames: readonly string[];
}

/** Files by path from the repository's root. */
export type Files = Map<string, string>;

/** Turns the model into files. */
export type Emitter = (model: Model) => Files;
