// Judges a packet from Node, and prints what blocks: npm install && node judge.mjs seal.json
// The library is found by the loader; CAVRA_SEAL_LIBRARY names another file.
import { readFileSync } from "node:fs";
import koffi from "koffi";

const live = 1; // CAVRA_REQUIRE_LIVE
const library = koffi.load(process.env.CAVRA_SEAL_LIBRARY ?? "libcavra-seal.so.0.1");
const judgeNew = library.func("void *cavra_judge_new(void *options, _Out_ void **error)");
const judgePacket = library.func("void *cavra_judge_packet(void *judge, const uint8_t *bytes, size_t size, uint32_t flags, const char *gate, _Out_ void **error)");
const judgeFree = library.func("void cavra_judge_free(void *judge)");
const verdictGate = library.func("const char *cavra_verdict_gate(void *verdict)");
const verdictStatus = library.func("const char *cavra_verdict_status(void *verdict)");
const verdictReady = library.func("int cavra_verdict_ready(void *verdict)");
const verdictFindings = library.func("void *cavra_verdict_findings(void *verdict)");
const verdictFree = library.func("void cavra_verdict_free(void *verdict)");
const findingsCount = library.func("size_t cavra_findings_count(void *findings)");
const findingLine = library.func("uint32_t cavra_finding_line(void *findings, size_t index)");
const findingColumn = library.func("uint32_t cavra_finding_column(void *findings, size_t index)");
const findingCode = library.func("const char *cavra_finding_code(void *findings, size_t index)");
const findingMessage = library.func("const char *cavra_finding_message(void *findings, size_t index)");
const errorText = library.func("const char *cavra_error_text(void *error)");
const errorFree = library.func("void cavra_error_free(void *error)");

/** What a function gave, or its error thrown. */
function given(pointer, error) {
  if (pointer) return pointer;
  const text = errorText(error[0]);
  errorFree(error[0]);
  throw new Error(text);
}

function judge(packet) {
  const error = [null];
  const by = given(judgeNew(null, error), error);
  try {
    const verdict = given(judgePacket(by, packet, packet.length, live, null, error), error);
    const findings = verdictFindings(verdict);
    const told = { gate: verdictGate(verdict), status: verdictStatus(verdict), ready: verdictReady(verdict) === 1, findings: [] };
    for (let i = 0; i < findingsCount(findings); ++i)
      told.findings.push(`${findingLine(findings, i)}:${findingColumn(findings, i)} ${findingCode(findings, i)} ${findingMessage(findings, i)}`);
    verdictFree(verdict);
    return told;
  } finally {
    judgeFree(by);
  }
}

try {
  const { gate, status, ready, findings } = judge(readFileSync(process.argv[2]));
  console.log([`${gate} ${status}`, ...findings].join("\n"));
  process.exitCode = ready ? 0 : 1;
} catch (error) {
  console.error(`judge: ${error.message}`);
  process.exitCode = 2;
}
