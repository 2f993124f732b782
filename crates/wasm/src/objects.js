// Makes the objects that `objects.rs` describes: what a value is in the low three bits of a word, how large in the others.

const INTEGER = 1;
const DOUBLE = 2;
const STRING = 3;
const ARRAY = 4;
const OBJECT = 5;
const FIXED = 6;
const NEW = 7;
const CONSTANTS = [null, false, true, undefined];

/**
 * An object for each struct of `contract.rs`: its fields are the next values, in the order of the struct; a field that may be
 * left out is undefined then. Engines make a literal many times as fast as an object that grows field by field.
 */
const OBJECTS = {
  MachineOutput: (next) => {
    const output = {
      schema: next(),
      file: next(),
      report: next(),
      coverage: next(),
      findings: next(),
      problems: next(),
    };
    return withOptional(output, "text", next());
  },
  ReportOutput: (next) => {
    const report = {
      organ: next(),
      level: next(),
      level_certain: next(),
      region: next(),
      year: next(),
      edition: next(),
      sections: next(),
      tables: next(),
    };
    return withOptional(report, "cells", next());
  },
  SectionOutput: (next) => ({ id: next(), title: next(), start: next(), end: next() }),
  TableOutput: (next) => ({ table: next(), edition: next(), state: next(), start: next(), end: next() }),
  CellOutput: (next) => {
    const cell = {
      table: next(),
      row: next(),
      column: next(),
      state: next(),
      value: next(),
      text: next(),
      start: next(),
      end: next(),
    };
    return withOptional(cell, "inferred", next());
  },
  CoverageOutput: (next) => ({
    cells_expected: next(),
    cells_read: next(),
    cells_blank: next(),
    equations_checked: next(),
    equations_unchecked: next(),
    equations_failed: next(),
    numbers_in_text: next(),
    numbers_tied: next(),
    not_checked: next(),
  }),
  NotCheckedOutput: (next) => ({ what: next(), why: next() }),
  FindingOutput: (next) => {
    const finding = {
      rule: next(),
      severity: next(),
      message: next(),
      why: next(),
      advice: next(),
      basis: next(),
      start: next(),
      end: next(),
      line: next(),
      column: next(),
      found: next(),
      expected: next(),
      place: next(),
      related: next(),
      fix: next(),
    };
    withOptional(finding, "equations", next());
    withOptional(finding, "repairs", next());
    withOptional(finding, "more_repairs", next());
    finding.fingerprint = next();
    return withOptional(finding, "acknowledged", next());
  },
  Acknowledged: (next) => ({ reason: next() }),
  BasisOutput: (next) => ({ kind: next(), text: next() }),
  PlaceOutput: (next) => {
    const place = withOptional({}, "part", next());
    withOptional(place, "section", next());
    withOptional(place, "table", next());
    withOptional(place, "row", next());
    return withOptional(place, "column", next());
  },
  RelatedOutput: (next) => ({ start: next(), end: next(), message: next() }),
  FixOutput: (next) => ({ safe: next(), edits: next() }),
  EditOutput: (next) => ({ start: next(), end: next(), text: next() }),
  EquationOutput: (next) => ({
    rule: next(),
    table: next(),
    row: next(),
    column: next(),
    left: next(),
    right: next(),
    cells: next(),
  }),
  CellName: (next) => ({ row: next(), column: next() }),
  RepairOutput: (next) => {
    const repair = { kind: next(), mends: next(), cells: next() };
    return withOptional(repair, "elsewhere", next());
  },
  CellChangeOutput: (next) => ({ table: next(), row: next(), column: next(), found: next(), value: next() }),
  ProblemOutput: (next) => ({ kind: next(), message: next() }),
};

function withOptional(object, name, value) {
  if (value !== undefined) object[name] = value;
  return object;
}

/** Words that came before, by their number, and what makes an object where they name a struct. */
const known = [];
const makers = [];
const decoder = new TextDecoder("utf-16le");

/** `units` are the strings' UTF-16 units, one string behind the other; `plan` says what is made of them. */
export function makeObjects(units, plan) {
  const text = decoder.decode(units);
  let read = 0;
  let at = 0;
  const next = () => {
    const word = plan[at++];
    const size = word >>> 3;
    switch (word & 7) {
      case INTEGER:
        return size;
      case DOUBLE: {
        const parts = Uint32Array.of(plan[at++], plan[at++]);
        return new Float64Array(parts.buffer)[0];
      }
      case STRING:
        return text.substring(read, (read += size));
      case ARRAY: {
        const array = [];
        for (let i = 0; i < size; i += 1) array.push(next());
        return array;
      }
      case OBJECT:
        return makers[size](next);
      case FIXED:
        return known[size];
      case NEW: {
        const number = plan[at] >>> 3;
        known[number] = text.substring(read, (read += size));
        makers[number] = OBJECTS[known[number]];
        return next();
      }
      default:
        return CONSTANTS[size];
    }
  };
  return next();
}
