// A reporter for run.mjs: what became of each test, as a line of JSON with its name.
export default async function* outcomes(events) {
  for await (const { type, data } of events) {
    const passed = type === 'test:pass';
    // A file passes or fails with its tests; a known defect is no failure, and what was left out is neither.
    const counts = (passed || type === 'test:fail') && data.todo === undefined && data.skip === undefined && data.name !== data.file;
    if (counts) yield `${JSON.stringify({ passed, name: data.name })}\n`;
  }
}
