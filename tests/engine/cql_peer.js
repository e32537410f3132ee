// Answers of npm cql-execution (found through NODE_PATH) to a compiled CQL library, case by case.
// Reads {library, cases} as JSON on standard input, writes [[true | false | null, ...], ...].
const cql = require('cql-execution');
const { library, cases } = JSON.parse(require('fs').readFileSync(0, 'utf8'));
const executor = new cql.Executor(new cql.Library({ library }, new cql.Repository({})));
const names = library.statements.def.map((one) => one.name);

async function answers(parameters) {
  let asked = false;
  const patient = { getId: () => 'p', findRecords: () => [] };
  const source = {
    currentPatient: () => (asked ? null : patient),
    nextPatient: () => { asked = true; return null; },
  };
  const found = (await executor.withParameters(parameters).exec(source)).patientResults.p;
  return names.map((name) => found[name]);
}

(async () => {
  const told = [];
  for (const one of cases) told.push(await answers(one));
  process.stdout.write(JSON.stringify(told));
})();
