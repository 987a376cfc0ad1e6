#include "report/explanations.h"

#include <algorithm>

namespace cavra::report {
namespace {

constexpr Explanation explanations[] = {
    {Code::not_utf8, "The bytes are not UTF-8.",
     "Readers that guess an encoding do not all guess the same, so two of them could see two packets.",
     "Save the file as UTF-8.", "iconv -f latin1 -t utf-8 packet.json > packet.utf8.json"},
    {Code::byte_order_mark, "The file begins with a byte order mark.", "JSON has none (RFC 8259, section 8.1), and its digest would count it.",
     "Save the file as UTF-8 without it.", "tail -c +4 packet.json > packet.plain.json"},
    {Code::not_json, "The bytes are not JSON as RFC 8259 has it.",
     "Comments, trailing commas, NaN and unfinished values are read differently by different readers.",
     "Mend the place that the message names.", "{\"a\": 1,}  has a comma too many"},
    {Code::lone_surrogate, "A \\u escape is half of a surrogate pair.", "It stands for no character, and readers replace it differently.",
     "Write both halves, or the character itself.", "\"\\ud83d\" alone; \"\\ud83d\\ude00\" is whole"},
    {Code::duplicate_key, "An object has a key twice.", "Readers take the first, the last, or both: two people could see two packets.",
     "Keep one of the two. Escapes count: \"a\" and \"\\u0061\" are one key.", "{\"status\": \"pending\", \"status\": \"sealed\"}"},
    {Code::too_deep, "Arrays and objects are nested more than 64 levels deep.", "No packet needs it, and readers run out of stack.",
     "Flatten it.", "[[[[...]]]]"},
    {Code::too_large, "The packet, or a line of NDJSON, is larger than --max-size (16 MiB unless told otherwise).",
     "A packet holds references, not what they refer to.", "Take out what does not belong, or raise --max-size.", "cavra-seal check --max-size 64MiB packet.json"},
    {Code::not_an_object, "The JSON value is not an object.", "A packet is one JSON object.",
     "For a file with a packet a line, say --input-format ndjson.", "cavra-seal check --input-format ndjson packets.txt"},
    {Code::unknown_schema, "The object has no schema_version that a gate knows.", "It is how a packet says which gate is to judge it.",
     "Mend schema_version, name the gate with --gate, or give your own definitions with --gates.", "cavra-seal check --gate customer-evidence-room packet.json"},
    {Code::is_a_result, "The file is a gate's result, not a packet.", "A result says what a gate said; it cannot be judged again.",
     "Judge the packet that it was made from. In folders, results are passed over.", "cavra-seal check packet.json --output packet.result.json"},
    {Code::no_such_file, "There is no such file.", "Nothing was judged.", "Check the path; quote a pattern that the shell should not touch.", "cavra-seal check 'examples/*/*.example.json'"},
    {Code::cannot_read, "A file or folder cannot be read.", "Nothing of it was judged.", "See the reason in the message.", "a folder without the right to read it; links in a circle"},
    {Code::cannot_write, "A file cannot be written.", "Nothing was changed: files appear whole or not at all.", "See the reason in the message.", "--output into a folder without the right to write"},
    {Code::bad_gzip, "A .gz file is no gzip stream, or a damaged one.", "What it held cannot be known in full.", "Pack it again.", "gzip -k packets.ndjson"},
    {Code::nothing_to_judge, "A folder holds nothing of what was looked for.", "A run that judged nothing must not look like a good one.",
     "Name the folder that has it.", "cavra-seal check examples"},
    {Code::bad_usage, "The command was not understood.", "Nothing was done.", "See `cavra-seal help COMMAND`.", "cavra-seal help check"},
    {Code::bad_definition, "A gate definition or a rule file is not written as it should be.", "A gate that is not understood in full would judge something else.",
     "Mend the line that the message names; docs/gates.md and docs/rules.md show how they are written.", "kind = \"refernces\""},
    {Code::bad_answers, "The answers do not fit the packet.", "An answer that goes nowhere would be lost in silence.",
     "See `cavra-seal build SLUG --answers-template`.", "an answer to a field that the gate does not have"},
    {Code::bad_samples, "A samples file is not written as it should be.", "A sample that is not understood tests nothing.", "See docs/gates.md.", "expect names a check that the gate does not have"},
    {Code::wrong_schema, "schema_version is not the one of the gate's packets.", "The packet is for another gate, or for another version of it.",
     "Judge it by its own gate, or mend the schema.", "\"schema_version\": \"cavra.customer-evidence-room.index.v1\""},
    {Code::not_live, "evidence_mode is not live.", "A sample shows what a packet looks like. It is no evidence: a warning, and a blocker with --require-live.",
     "Collect live evidence and build the packet with --mode live.", "\"evidence_mode\": \"live\""},
    {Code::not_sanitized, "sanitized is not true.", "A live packet leaves the house; somebody must have said that nothing private is in it.",
     "Take out what is private, then say so.", "\"sanitized\": true"},
    {Code::lacks, "A field is missing.", "The gate asks for it.", "Add it; the hint says of what kind it is.", "\"release_owner_ref\": \"evidence://owner/release-management\""},
    {Code::not_a_reference, "A value is no reference.",
     "Packets hold references instead of what they refer to, so that nothing private travels with them. A reference begins, byte for byte, with "
     "evidence:// ticket:// audit:// runbook:// git:// workflow:// vault:// share:// or sample://.",
     "Put what it says where it belongs, and refer to it.", "\"owner_ref\": \"evidence://owner/support\""},
    {Code::wrong_type, "A value has the wrong JSON type.", "An array where an object belongs, or a text that is a number, says nothing that the gate can judge.",
     "Write it as the type that the message names.", "\"support_refs\": [\"runbook://support/escalation\"]"},
    {Code::not_true, "A control is not exactly true.", "A control is somebody's word that something was done.", "Do it, then set it to true.", "\"release_notes_ready\": true"},
    {Code::upstream_not_ready, "The embedded result of the gate before does not say that its packet is ready.",
     "The chain is as strong as its weakest packet. Where the run is not live and there is no blocker, it warns.", "Make that packet ready, then build this one from it again.",
     "cavra-seal build customer-lifecycle-final-seal --from status.json --mode live"},
    {Code::upstream_blockers, "The embedded result of the gate before has blockers, or does not say that it has none.", "A blocked packet cannot carry the next.",
     "Make that packet ready, then build this one from it again.", "\"blocker_count\": 0"},
    {Code::upstream_warnings, "In a live run, the embedded result of the gate before has warnings, or does not say that it has none.", "Live evidence has no warnings left.",
     "Make that packet ready, then build this one from it again.", "\"warning_count\": 0"},
    {Code::lacks_record, "A list lacks an element that the gate asks for.", "Each id on the gate's list stands for something that must be there.",
     "Add an element with that id.", "{\"component_id\": \"archive_manifest\", \"status\": \"sealed\", \"seal_ref\": \"evidence://seal/archive-manifest\"}"},
    {Code::not_one_of, "A value is not one of those that the gate takes.", "Another status says that something is still to be done.", "Bring it there, then say so.", "\"status\": \"sealed\""},
    {Code::too_few, "A list is shorter than the gate asks for.", "An empty list shows nothing.", "Add what is missing.", "\"verifier_refs\": [\"evidence://verifier/bundle\"]"},
    {Code::too_short, "A text is shorter than the gate asks for, white space at its ends not counted.", "Too little is said for a reader to rely on.", "Say more.", "at least 40 characters for completion_statement"},
    {Code::private_field, "A field has a name that stands for private material.", "What goes by such a name is private, whatever its value. Case does not matter, nor depth.",
     "Take the field out; refer to where it is kept by a reference.", "\"customer_email\", \"Pricing\", \"API_KEY\""},
    {Code::unlisted_record, "An element has an id that is not on the gate's closed list.", "A closed list has no room for others.", "Take it out, or give it an id of the list.", "see `cavra-seal gates SLUG`"},
    {Code::unknown_field, "The packet has a field that the gate does not define.", "What nobody defined, nobody checks: it is where private material travels.",
     "Take it out, or have the gate's author declare it (additional_fields).", "\"notes\": \"...\""},
    {Code::not_the_type, "A value is of another type than the gate gives its field.", "Only text is scanned as text; everything else is held to its type.", "Write it as its type.", "\"title\": \"Platform readiness\""},
    {Code::not_an_id, "An id is no slug.", "An id names something; free text in it could say anything.", "Use [a-z0-9][a-z0-9._-]*, at most 128 characters.", "\"final_seal_id\": \"seal-2026-q3\""},
    {Code::doubled_id, "An id stands twice in one list.", "Only the last of two would count, and readers may see the first.", "Keep one of the two.", "two elements with section_id next_steps"},
    {Code::unlisted_id, "An element has an id that is not on the gate's list.", "The gate's lists are closed.", "Take the element out, or give it an id of the list.", "see `cavra-seal gates SLUG`"},
    {Code::not_an_element, "An element of a list is no object where objects belong.", "The gate passes over it, and so would its readers.", "Write it as an object, or take it out.", "[{...}, \"a note\"]"},
    {Code::broken_text, "A text has a line break, or is longer than 1,000 characters.", "Texts of packets are sentences for customers; logs, letters and tables have line breaks.",
     "Say it in one line.", "\"summary\": \"All controls are active.\""},
    {Code::not_a_result, "An embedded result is not exactly what its gate could have said.",
     "Its fields, checks, counts and status must agree with each other, or it was edited.", "Build the packet again from the one before.", "blocker_count 0 beside a check with status blocker"},
    {Code::malformed_reference, "A reference is not made as references are.", "User names, queries, escapes and capitals in a reference can carry anything.",
     "Write scheme://segment/segment: segments of [a-z0-9][a-z0-9._~-]* between single slashes, at most 256 characters.", "evidence://commercial/renewal-pack"},
    {Code::sample_reference, "A live packet has a reference under sample://.", "A sample is no evidence.", "Refer to the live evidence.", "evidence://status/deployment"},
    {Code::private_contact, "A value holds a way to reach a person: an e-mail address, a phone number, a postal address.", "The record is customer-safe only if no person is in it.",
     "Say it without; refer to the person's role by a reference.", "evidence://owner/customer-success"},
    {Code::private_identity, "A value tells who somebody is: a person, a company, a customer of the roster, a host, an account or document number.", "The record names no customer.",
     "Refer to it by a reference that tells nothing.", "evidence://customer/redacted"},
    {Code::private_commercial, "A value tells a price, an amount, a discount or a payment term.", "No commercial term is embedded in the record.", "Refer to where it is kept.", "evidence://commercial/renewal-pack"},
    {Code::private_legal, "A value has the language of a contract.", "No contract is embedded in the record.", "Refer to where it is kept.", "evidence://commercial/contract-handoff"},
    {Code::private_secret, "A value holds a secret: a key, a token, a password.", "Whoever reads it can use it. It cannot be waived.", "Take it out, and make the secret invalid: it has been seen.", "vault://release/signing-key"},
    {Code::private_raw_evidence, "A value holds raw evidence: logs, traces, rows, mail, markup, code, or data that decodes to nothing readable.",
     "The record refers to evidence; it does not carry it.", "Refer to where it is kept.", "evidence://audit/decision-log"},
    {Code::private_note, "A value has the words of a note that was not for the customer.", "The record is read by the customer.", "Take it out.", "\"internal only\""},
    {Code::private_disguise, "A value has characters that only serve to hide: invisible, bidirectional or control characters, or letters of other alphabets that look alike.",
     "What a reader sees is not what is there. It cannot be waived.", "Type the text again.", "a zero-width space inside a word"},
    {Code::scan_incomplete, "A value could not be scanned in full: a limit on decoding was reached.", "What was not looked at cannot be called clean. It cannot be waived.",
     "Take it out: no text for a reader is packed so deep or so large.", "base64 within base64, six levels deep"},
    {Code::number_overflows, "A number is too large for a double.", "Canonical form (RFC 8785) prints numbers as ECMAScript reads them, and it has no infinity.",
     "Write it as a string, or smaller.", "1e400"},
    {Code::integer_changes, "An integer would be printed as another one in canonical form.", "Canonical form knows doubles alone: from 2^53 on, not every integer is one, and the change would be silent.",
     "Write it as a string.", "9007199254740993  would become 9007199254740992"},
    {Code::missing_packet, "The bundle has no packet of a gate.", "The chain is ten packets; what is not there cannot be judged.", "Build it from the packet before, and put it into the bundle.",
     "cavra-seal build customer-operating-review --from handoff.json --mode live"},
    {Code::doubled_packet, "The bundle has more than one packet of a gate.", "Two people could speak of two chains.", "Take all but one out. The first in the order of reading was judged.",
     "status.json and status-old.json in one folder"},
    {Code::unknown_packet, "The bundle has something that is no packet of the ten gates.", "What is in a bundle is shown and sealed with it, so nothing may be in it that no gate judges.",
     "Take it out, or mend its schema_version. Results and seals beside the packets are passed over.", "notes.json"},
    {Code::out_of_order, "A packet of an NDJSON bundle does not stand where its gate does.", "The order of the lines is the order of the gates, so that every reader sees one chain.",
     "Put the ten lines in the order of the gates, R7.1 first.", "the packet of R7.4 in line 3"},
    {Code::stale_result, "An embedded result is not what its gate says now of the packet in the bundle.",
     "It was edited, or the packet before has changed since. Nothing embedded is trusted: every result is made again and compared.", "Build the packet again from the one before.",
     "cavra-seal build customer-lifecycle-final-seal --from status.json --mode live"},
    {Code::other_customer, "A packet refers to another customer profile than most of the chain.", "The packets of two lifecycles are no chain.", "Put in the packet of this lifecycle, or mend the reference.",
     "\"customer_profile_ref\": \"evidence://customer-profile\""},
    {Code::other_product, "A packet is of another product than most of the chain.", "The packets of two products are no chain.", "Put in the packet of this product, or mend the field.", "\"product\": \"CAVRA\""},
    {Code::other_mode, "A packet has another evidence_mode than most of the chain.", "A sample in a live chain is no evidence; a live packet among samples does not make them evidence.",
     "Build all ten in one mode.", "\"evidence_mode\": \"live\""},
    {Code::candidate_without_outcome, "A candidate for expansion has no outcome.", "What was put forward in R7.5 must be decided in R7.6, or it is lost in silence.",
     "Record its outcome under the same candidate_id.", "{\"candidate_id\": \"second-region\", \"decision_ref\": ...} in expansion_outcomes"},
    {Code::outcome_without_candidate, "An outcome has no candidate.", "What R7.6 decides must have been put forward in R7.5 under the same candidate_id.", "Mend the id, or take the outcome out.",
     "{\"candidate_id\": \"second-region\", \"value_ref\": ...} in expansion_candidates"},
    {Code::control_disagrees, "A control or status says of another packet in the bundle what is not so.", "It is somebody's word, and the packet itself says otherwise.",
     "Make that packet ready, then build this one again.", "\"archive_manifest_ready\": true beside a blocked archive manifest"},
    {Code::bad_key, "A file is no key, or a damaged one.", "What a damaged key signs or verifies nobody knows. A key has one spelling here, so that one key cannot pass for two.",
     "Export it again, or take it from its backup. Public keys are PEM blocks PUBLIC KEY, private ones PKCS#8.", "openssl pkcs8 -topk8 -in old.pem -out key.pem"},
    {Code::key_not_supported, "A key is of a kind that seals do not have.",
     "Seals are signed with Ed25519, ECDSA on P-256, or RSASSA-PSS of at least 3072 bits whose key says so itself (id-RSASSA-PSS, SHA-256, MGF1 with SHA-256, salt 32): "
     "other people's verifiers take nothing less.",
     "Make a key with `cavra-seal keygen`.", "an rsaEncryption key, a P-384 key"},
    {Code::wrong_passphrase, "A private key does not open with the passphrase that was given, or none was.", "Nothing was signed.",
     "Give the passphrase at the prompt, with --passphrase-file or with --passphrase-fd.", "cavra-seal sign seal.json --key release.pem --passphrase-file passphrase.txt"},
    {Code::key_exposed, "Others may read a file with a private key or a passphrase, or change it.", "A key that others can read is not its owner's alone.",
     "Take the rights away, and ask who had them: a key that was read has to be revoked.", "chmod 600 release.pem"},
    {Code::cannot_sign, "A key did not make a signature that verifies.", "A signature that does not verify is never handed out.", "See the reason in the message.", "a token that refuses the mechanism"},
    {Code::no_such_token_key, "A pkcs11: URI does not lead to one private key.", "Another key than the one that was meant must not sign.",
     "See the reason in the message; list the keys of the token with pkcs11-tool -O.", "pkcs11:token=seal;object=release?module-path=/usr/lib/softhsm/libsofthsm2.so"},
    {Code::bad_envelope, "A file is no DSSE envelope, or is not written as it must be.", "Two readers must not see two payloads in one envelope.",
     "Take the file as `seal` or `sign` wrote it.", "a payload in base64 without its padding"},
    {Code::not_one_payload, "Envelopes that are to be merged hold different payloads.", "A signature holds for the payload that was signed and for no other.",
     "Merge what was signed from one and the same seal.", "cavra-seal merge release.json security.json --output seal.json"},
    {Code::bad_timestamp, "A file is no RFC 3161 timestamp of this seal, or a damaged one.", "A token proves a time only for the bytes that it names.",
     "Ask the authority again, with the request that `timestamp --tsa-request` writes.", "a token for the seal as it was before another signature"},
    {Code::timestamp_not_trusted, "A timestamp was not made by a certificate that is trusted for it.", "Anybody can write a time; only an authority's counts.",
     "Give the authority's certificate: it must be valid at the token's time, for timeStamping and nothing else.", "cavra-seal timestamp seal.json --tsa-file token.tsr --tsa-certificate tsa.pem"},
    {Code::not_publishable, "The seal is not valid, or lacks what a publication is made from.", "What is published carries the seal: it must be one that anybody can verify.",
     "See `cavra-seal verify SEAL --trust POLICY --bundle DIR`.", "cavra-seal verify lifecycle.seal --trust trust.toml --bundle bundle"},
    {Code::bad_template, "A template of --templates is not written as it should be, or is none that is known.", "A text that comes out otherwise than its author thinks must not be published.",
     "Mend it; docs/publish.md has the names that templates may use.", "{{#gates}}{{title}}{{/gates}}"},
    {Code::private_in_text, "A text that would have been published has private material in it. Nothing was written.", "Every text is scanned as packets are, the words of templates too.",
     "Take it out of the template, or out of the packet and seal the chain again.", "a customer's name in release-note.md"},
    {Code::folder_not_ours, "The folder to publish into holds something else.", "It is replaced as a whole: whatever is in it would be gone.", "Name a new folder, or one that was published before.",
     "cavra-seal publish lifecycle.seal --bundle bundle --trust trust.toml --out published"},
    {Code::publication_differs, "A published folder is not what was published.", "A file was changed, added or taken away, or does not come from the seal.", "Publish again from the seal and the packets.",
     "cavra-seal publish --verify published"},
};

}  // namespace

const Explanation& explanation(Code code) {
  const auto same = [code](const Explanation& e) { return e.code == code; };
  const auto of_seals = explanations_of_seals();
  const auto found = std::find_if(of_seals.begin(), of_seals.end(), same);
  return found != of_seals.end() ? *found : *std::find_if(std::begin(explanations), std::end(explanations), same);
}

const Explanation* find_explanation(std::string_view word) {
  const auto same = [word](const Explanation& e) {
    const std::string_view code = id(e.code);
    return code.size() == word.size() && std::equal(code.begin(), code.end(), word.begin(), [](char a, char b) { return a == b || (b >= 'a' && b <= 'z' && a == b - 'a' + 'A'); });
  };
  const auto of_seals = explanations_of_seals();
  const auto found = std::find_if(of_seals.begin(), of_seals.end(), same);
  if (found != of_seals.end()) return &*found;
  const auto* const other = std::find_if(std::begin(explanations), std::end(explanations), same);
  return other == std::end(explanations) ? nullptr : other;
}

std::string explain_code(const Explanation& e) {
  std::string out;
  out.append(id(e.code)).append("  ").append(e.means).append("\n\nWhy      ").append(e.why).append("\nMend     ").append(e.mend);
  return out.append("\nExample  ").append(e.example).append("\n");
}

}  // namespace cavra::report
