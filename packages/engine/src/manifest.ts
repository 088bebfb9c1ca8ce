/** A JSON value. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/** A JSON object. */
export type JsonObject = { [key: string]: Json };

/** One value of the contract, reduced to what can be checked at run time. */
export interface Shape {
  /** The JSON type; `any` when the contract does not say. */
  readonly type: 'string' | 'number' | 'integer' | 'boolean' | 'object' | 'array' | 'any';
  /** True when `null` is a legal value. */
  readonly nullable?: true;
  /** Taken for an absent field in mode `create`, nowhere else. */
  readonly default?: Json;
  /** The legal values, `const` included. */
  readonly enum?: readonly Json[];
  /** `date-time` is checked; other formats are documentation. */
  readonly format?: string;
  /** `id`: the resource's own key. `currency`: an ISO 4217 code. */
  readonly kind?: 'id' | 'currency';
  /** Set on money: the name of the field that holds its currency, in the same object or one around it. */
  readonly currencyField?: string;
  /** In characters (code points). */
  readonly minLength?: number;
  /** In characters (code points); replaces the limit of 1,024 bytes. */
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
  /** Fields of an object, in the order of the contract; an object without any is free-form. */
  readonly fields?: Readonly<Record<string, Shape>>;
  readonly required?: readonly string[];
  /** True when fields that the contract does not name are legal; they are then kept as sent. */
  readonly open?: true;
  /** One of these must fit (`anyOf`, `oneOf`). */
  readonly anyOf?: readonly Shape[];
}

/** What the API offers, as data: the engine reads it and knows no resource by name. */
export interface Manifest {
  readonly title: string;
  /** Header that carries the API key, in lower case. */
  readonly keyHeader: string;
  readonly scopes: readonly string[];
  readonly resources: readonly ResourceDefinition[];
  /** Operations that read no rows. */
  readonly builtins: readonly BuiltinDefinition[];
}

/** An operation without a resource; `key` describes the key that asks. */
export interface BuiltinDefinition {
  readonly id: string;
  readonly kind: 'key';
  readonly method: string;
  readonly path: string;
  /** Scope that the key must have. */
  readonly scope: string;
}

/** One kind of thing that is stored: where it is served and what it consists of. */
export interface ResourceDefinition {
  /** Path segment, and the name of the resource in every store command. */
  readonly name: string;
  /** Path of writes and list. */
  readonly path: string;
  /** The field that is the id. */
  readonly key: string;
  /** Singular in snake case, for messages. */
  readonly singular: string;
  /** Error code of a second create with other content. */
  readonly alreadyExistsCode: string;
  readonly operations: readonly OperationDefinition[];
  /** Stored fields in the order of reads, without the key. */
  readonly fields: readonly StoredFieldDefinition[];
  readonly rules: readonly NotBeforeRule[];
  /** Columns beside the document, without the key. */
  readonly columns: readonly ColumnDefinition[];
  /** How rows are added up; a resource without it has no aggregates. */
  readonly summary?: SummaryDefinition;
}

/** How rows are added up; every name is a stored field with a column. */
export interface SummaryDefinition {
  /** Money that is added up, always by currency. */
  readonly measure: string;
  /** The currency of the measure. */
  readonly unit: string;
  /** Instant whose UTC month splits the totals. */
  readonly month?: string;
  /** Instant that says how long a row is past it. */
  readonly ageing?: string;
  /** Text whose largest totals are listed. */
  readonly top?: string;
  /** Text whose values that differ only by case or white space are listed; it has a `folded` column too. */
  readonly nearDuplicates?: string;
}

/** One operation of a resource. */
export interface OperationDefinition {
  /** Name of the operation in the contract. */
  readonly id: string;
  readonly kind: 'create' | 'update' | 'delete' | 'get' | 'list' | 'history' | 'summary';
  readonly method: string;
  /** Path with its parameters in braces. */
  readonly path: string;
  /** Scope that the key must have. */
  readonly scope: string;
  /** Shape of the JSON body of a write. */
  readonly body?: Shape;
  /** Query parameters of a list, a history or a summary. */
  readonly query?: readonly ParameterDefinition[];
  readonly pagination?: PaginationDefinition;
}

/** What a query parameter does. */
export type ParameterRole =
  | { readonly kind: 'filter'; readonly field: string; readonly op: FilterOp }
  | { readonly kind: 'sort-field' | 'sort-order' | 'cursor' | 'limit' };

/** How a filter compares a column. */
export type FilterOp = 'eq' | 'gt' | 'gte' | 'lt' | 'lte' | 'prefix';

/** A query parameter. */
export interface ParameterDefinition {
  readonly name: string;
  readonly required?: true;
  readonly role: ParameterRole;
  readonly shape: Shape;
}

/** Names of the page's fields. */
export interface PaginationDefinition {
  readonly items: string;
  readonly next: string;
  readonly more: string;
}

/** A field as it is stored. */
export interface StoredFieldDefinition {
  readonly name: string;
  readonly shape: Shape;
  /** An update cannot change it. */
  readonly immutable?: true;
  /** Reads show `null` when there is no value; otherwise the field is left out. */
  readonly readAsNull?: true;
}

/** `field` may not lie before `other`. */
export interface NotBeforeRule {
  readonly field: string;
  readonly other: string;
  readonly code: string;
}

/** A column beside the document, for a filter, an order or a summary. */
export interface ColumnDefinition {
  readonly field: string;
  /**
   * `money`: integer of minor units. `instant`: text in UTC milliseconds. `boolean`: 0 or 1.
   * `folded`: text without case and with plain blanks, for summaries only; the field has its own column besides.
   */
  readonly type: 'text' | 'instant' | 'money' | 'integer' | 'real' | 'boolean' | 'folded';
  /** Set on money: the field that holds its currency. */
  readonly currencyField?: string;
}

/**
 * Finds a resource by its name.
 *
 * @throws Error when the manifest has no such resource: store and engine were given different manifests.
 */
export function resourceDefinition(manifest: Manifest, name: string): ResourceDefinition {
  const found = manifest.resources.find((resource) => resource.name === name);
  if (!found) throw new Error(`The manifest has no resource "${name}".`);
  return found;
}
