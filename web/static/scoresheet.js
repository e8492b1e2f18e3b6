/* A scoresheet as it was typed: marks in hundredths, and what keeps it from being sealed. */
import { plain } from "./bytes.js";

const POINTS = /^(0|[1-9][0-9]{0,5})(?:\.([0-9]{1,2})0*)?$/;

function length(text) { return Array.from(text).length; }

/* [mark in hundredths or null, name of the fault or null] */
export function readMark(written, scale) {
  const text = written.normalize("NFKC").trim();
  if (!text) { return [null, null]; }
  if (scale.grades.length) {
    const found = scale.grades.find((one) => one.grade.normalize("NFKC") === text);
    return found ? [found.worth, null] : [null, "notAGrade"];
  }
  const found = POINTS.exec(text);
  return found ? [100 * Number(found[1]) + Number((found[2] || "0").padEnd(2, "0")), null] : [null, "notPoints"];
}

function stands(mark, scale) {
  if (scale.grades.length) { return scale.grades.some((one) => one.worth === mark); }
  return mark >= scale.lowest && mark <= scale.highest && (mark - scale.lowest) % scale.step === 0;
}

function extreme(mark, scale) { return mark <= scale.reason_to || mark >= scale.reason_from; }

/* What stands in the fields (``typed``: id -> text) as marks, reasons, comment, and faults by field. */
export function read(typed, rubric) {
  const marks = {}, reasons = {}, faults = [], scale = rubric.scale;
  rubric.indicators.forEach((one, line) => {
    const written = typed["mark-" + line] || "", reason = plain(typed["reason-" + line] || "").trim();
    const [mark, wrong] = readMark(written, scale);
    const fault = (field, name, more) => faults.push(Object.assign({ field: field + line, name: name, title: one.title }, more));
    if (reason) { reasons[one.code] = reason; }
    if (mark !== null) { marks[one.code] = mark; }
    if (wrong) { fault("mark-", wrong, { found: written.slice(0, 40) }); }
    else if (mark === null) { fault("mark-", "markMissing"); }
    else if (!stands(mark, scale)) { fault("mark-", "markOutsideScale"); }
    if (length(reason) > rubric.longest.reason) { fault("reason-", "reasonTooLong", { found: length(reason), longest: rubric.longest.reason }); }
    else if (mark !== null && stands(mark, scale) && extreme(mark, scale) && !reason) { fault("reason-", "reasonMissing"); }
  });
  const comment = plain(typed.comment || "").trim();
  if (length(comment) > rubric.longest.comment) {
    faults.push({ field: "comment", name: "commentTooLong", found: length(comment), longest: rubric.longest.comment });
  }
  return { marks: marks, reasons: reasons, comment: comment, faults: faults };
}
