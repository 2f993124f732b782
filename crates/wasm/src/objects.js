// Makes the objects that `objects.rs` describes: what a value is in the low three bits of a word, how large in the others.

const INTEGER = 1;
const DOUBLE = 2;
const STRING = 3;
const ARRAY = 4;
const OBJECT = 5;
const CONSTANTS = [null, false, true];

/** Names of fields, in the order in which they were first met. */
const names = [];
const decoder = new TextDecoder("utf-16le");

/**
 * `units` are the strings' UTF-16 units, one string behind the other; `plan` says what is made of them.
 * `newNames`, parted by commas, are names of fields that were not met before.
 */
export function makeObjects(newNames, units, plan) {
  if (newNames !== "") {
    names.push(...newNames.split(","));
  }
  const text = decoder.decode(units);
  let read = 0;
  let at = 0;
  const make = () => {
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
        for (let i = 0; i < size; i += 1) array.push(make());
        return array;
      }
      case OBJECT: {
        const object = {};
        for (let i = 0; i < size; i += 1) {
          const name = names[plan[at++]];
          object[name] = make();
        }
        return object;
      }
      default:
        return CONSTANTS[size];
    }
  };
  return make();
}
