/* cavra-seal for C, and for whatever calls C: judges packets, looks for private material, verifies seals.
 *
 *     cavra_error *error = NULL;
 *     cavra_judge *judge = cavra_judge_new(NULL, &error);
 *     cavra_verdict *verdict = judge ? cavra_judge_packet(judge, bytes, size, CAVRA_REQUIRE_LIVE, NULL, &error) : NULL;
 *     if (verdict) puts(cavra_verdict_status(verdict));
 *     else fprintf(stderr, "%s\n", cavra_error_text(error));
 *     cavra_verdict_free(verdict);
 *     cavra_judge_free(judge);
 *     cavra_error_free(error);
 *
 * Ownership. What a function named _new, _packet, _json, _text of a scanner or _seal gives is the caller's, who frees
 * it with the _free of its type; every _free takes NULL. Everything else that is given, strings too, belongs to the
 * object that it was asked of, is valid until that is freed, and must not be freed. Nothing keeps the bytes that were
 * given to it.
 *
 * Errors. What can fail gives NULL then, and an error when `error` is not NULL; `*error` is left alone otherwise. The
 * caller frees the error. What a packet lacks is no error, but in its verdict.
 *
 * Threads. Any number of objects may be used at a time, each of them by one thread at a time. No function throws.
 *
 * Strings are UTF-8 and end with a zero byte; bytes that are given in have a size. Where nothing is to be said, a
 * string is empty, not NULL. An index beyond the count gives an empty string or 0. Nothing repeats a private value of a
 * packet.
 *
 * Later versions add functions and values, and change none: cavra_interface_version() says which there are. */
#ifndef CAVRA_SEAL_H
#define CAVRA_SEAL_H

#include <stddef.h>
#include <stdint.h>

#define CAVRA_C_API __attribute__((visibility("default")))

#ifdef __cplusplus
extern "C" {
#endif

/* Of this header; what is added raises it. */
#define CAVRA_INTERFACE_VERSION 1

/* Of the library that is loaded. */
CAVRA_C_API uint32_t cavra_interface_version(void);
CAVRA_C_API const char* cavra_version(void); /* "0.1.0" */

typedef struct cavra_error cavra_error;
typedef struct cavra_options cavra_options;
typedef struct cavra_judge cavra_judge;
typedef struct cavra_verdict cavra_verdict;
typedef struct cavra_scanner cavra_scanner;
typedef struct cavra_findings cavra_findings;

/* Why something could not be done. */
CAVRA_C_API const char* cavra_error_code(const cavra_error* error); /* "J105"; `cavra-seal explain J105` says more */
CAVRA_C_API const char* cavra_error_text(const cavra_error* error); /* one line: where, what is wrong, what to do */
CAVRA_C_API uint64_t cavra_error_offset(const cavra_error* error);  /* of the fault, in bytes */
CAVRA_C_API uint32_t cavra_error_line(const cavra_error* error);    /* from 1; 0 when there is no place to name */
CAVRA_C_API uint32_t cavra_error_column(const cavra_error* error);  /* from 1, in code points */
CAVRA_C_API void cavra_error_free(cavra_error* error);

/* What to judge and scan with, beyond what is built in. Files only add to that. They are given as bytes; `name` is what
 * errors are to call them. What is wrong in one is said by the _new that the options are given to. */
CAVRA_C_API cavra_options* cavra_options_new(void); /* NULL when there is no memory */
CAVRA_C_API void cavra_options_free(cavra_options* options);
CAVRA_C_API void cavra_options_add_gate(cavra_options* options, const char* name, const char* toml,
                                        size_t size); /* docs/gates.md */
CAVRA_C_API void cavra_options_add_rules(cavra_options* options, const char* name, const char* toml,
                                         size_t size); /* docs/rules.md */
CAVRA_C_API void cavra_options_set_roster(cavra_options* options, const char* name, const char* bytes, size_t size);
CAVRA_C_API void cavra_options_set_waivers(cavra_options* options, const char* name, const char* toml, size_t size);
CAVRA_C_API void cavra_options_set_key(cavra_options* options, const char* key, size_t size); /* 32 bytes */
CAVRA_C_API void cavra_options_set_now(cavra_options* options, const char* time);  /* that waivers are judged at */
CAVRA_C_API void cavra_options_set_max_size(cavra_options* options, size_t bytes); /* of a packet; 16 MiB otherwise */

/* Flags of cavra_judge_packet. */
#define CAVRA_REQUIRE_LIVE 1u /* the caller asks for live evidence */
#define CAVRA_COMPAT 2u       /* the checks of the gate alone, not those of the strict profile */

/* `options` may be NULL; it may be freed at once. */
CAVRA_C_API cavra_judge* cavra_judge_new(const cavra_options* options, cavra_error** error);
CAVRA_C_API void cavra_judge_free(cavra_judge* judge);

/* The verdict on one packet, UTF-8 JSON. `gate` is the slug or id of the gate that judges; NULL: the one of the
 * packet's schema_version. An error is what is no packet at all. The verdict outlives the judge and the bytes. */
CAVRA_C_API cavra_verdict* cavra_judge_packet(cavra_judge* judge, const char* bytes, size_t size, uint32_t flags,
                                              const char* gate, cavra_error** error);
CAVRA_C_API void cavra_verdict_free(cavra_verdict* verdict);

CAVRA_C_API int cavra_verdict_ready(const cavra_verdict* verdict); /* 1: no blocker, no warning, evidence is live */
CAVRA_C_API const char* cavra_verdict_status(
    const cavra_verdict* verdict); /* "ready", "ready_with_warnings" or "blocked" */
CAVRA_C_API const char* cavra_verdict_gate(const cavra_verdict* verdict); /* its id: "R7.10" */
CAVRA_C_API const char* cavra_verdict_slug(const cavra_verdict* verdict);
CAVRA_C_API uint32_t cavra_verdict_blockers(const cavra_verdict* verdict);
CAVRA_C_API uint32_t cavra_verdict_warnings(const cavra_verdict* verdict);
CAVRA_C_API const char* cavra_verdict_result(const cavra_verdict* verdict); /* the result, JSON, as `check` prints it */
CAVRA_C_API size_t cavra_verdict_checks(const cavra_verdict* verdict);      /* how many */
CAVRA_C_API const char* cavra_verdict_check_name(const cavra_verdict* verdict, size_t index);
CAVRA_C_API const char* cavra_verdict_check_status(const cavra_verdict* verdict,
                                                   size_t index); /* "pass", "warn" or "blocker" */
CAVRA_C_API const char* cavra_verdict_check_message(const cavra_verdict* verdict, size_t index);
CAVRA_C_API const cavra_findings* cavra_verdict_findings(const cavra_verdict* verdict); /* not to be freed */

/* The detectors alone. `options` may be NULL; it may be freed at once. */
CAVRA_C_API cavra_scanner* cavra_scanner_new(const cavra_options* options, cavra_error** error);
CAVRA_C_API void cavra_scanner_free(cavra_scanner* scanner);
CAVRA_C_API cavra_findings* cavra_scan_text(cavra_scanner* scanner, const char* bytes, size_t size,
                                            cavra_error** error);
CAVRA_C_API cavra_findings* cavra_scan_json(cavra_scanner* scanner, const char* bytes, size_t size,
                                            cavra_error** error);
CAVRA_C_API void cavra_findings_free(cavra_findings* findings); /* of a scan; those of a verdict go with it */

/* One finding a fault, in the order of the checks or of the text. */
CAVRA_C_API size_t cavra_findings_count(const cavra_findings* findings);
CAVRA_C_API const char* cavra_finding_code(const cavra_findings* findings, size_t index);     /* "G104" */
CAVRA_C_API const char* cavra_finding_severity(const cavra_findings* findings, size_t index); /* "blocker" or "warn" */
CAVRA_C_API const char* cavra_finding_check(const cavra_findings* findings, size_t index);    /* empty of a scan */
CAVRA_C_API const char* cavra_finding_pointer(const cavra_findings* findings, size_t index);  /* JSON Pointer */
CAVRA_C_API uint64_t cavra_finding_offset(const cavra_findings* findings, size_t index);      /* in bytes */
CAVRA_C_API uint32_t cavra_finding_line(const cavra_findings* findings, size_t index);        /* from 1 */
CAVRA_C_API uint32_t cavra_finding_column(const cavra_findings* findings, size_t index); /* from 1, in code points */
CAVRA_C_API const char* cavra_finding_message(const cavra_findings* findings, size_t index);
CAVRA_C_API const char* cavra_finding_hint(const cavra_findings* findings, size_t index); /* what to do */
CAVRA_C_API const char* cavra_finding_owner(const cavra_findings* findings,
                                            size_t index); /* the reference that answers for it */
CAVRA_C_API const char* cavra_finding_rule(const cavra_findings* findings,
                                           size_t index); /* of private material, as those below */
CAVRA_C_API const char* cavra_finding_category(const cavra_findings* findings, size_t index);
CAVRA_C_API const char* cavra_finding_mask(const cavra_findings* findings, size_t index); /* the value's shape alone */
CAVRA_C_API const char* cavra_finding_fingerprint(const cavra_findings* findings,
                                                  size_t index); /* empty without a key */
CAVRA_C_API int cavra_finding_waived(const cavra_findings* findings, size_t index);

/* Seals. A trust policy says whose signatures count (docs/seal.md); `digest`, "sha256:..." of its bytes, shows that it
 * is the one that is meant, and may be NULL: then nobody has vouched for it. */
typedef struct cavra_trust cavra_trust;
typedef struct cavra_packets cavra_packets;
typedef struct cavra_verification cavra_verification;
CAVRA_C_API cavra_trust* cavra_trust_new(const char* name, const char* bytes, size_t size, const char* digest,
                                         cavra_error** error);
CAVRA_C_API int cavra_trust_pinned(const cavra_trust* trust);
CAVRA_C_API void cavra_trust_free(cavra_trust* trust);

/* The packets that are shown with a seal: all ten, or none. They are kept until they are freed. */
CAVRA_C_API cavra_packets* cavra_packets_new(void); /* NULL when there is no memory */
CAVRA_C_API int cavra_packets_add(cavra_packets* packets, const char* name, const char* bytes,
                                  size_t size); /* 0 when there is no memory */
CAVRA_C_API void cavra_packets_free(cavra_packets* packets);

/* Flags of cavra_verify_seal. */
#define CAVRA_CURRENT 1u      /* what was valid when it was signed must be valid now */
#define CAVRA_SOME_PACKETS 2u /* the packets are some of the ten, each shown alone */
#define CAVRA_REJUDGE 4u      /* the chain must be ready by today's gates and rules */

/* Whether a seal is valid. `packets` may be NULL. An error is what is no seal at all, or an expired trust policy. */
CAVRA_C_API cavra_verification* cavra_verify_seal(const cavra_trust* trust, const char* name, const char* envelope,
                                                  size_t size, const cavra_packets* packets, uint32_t flags,
                                                  cavra_error** error);
CAVRA_C_API void cavra_verification_free(cavra_verification* verification);
CAVRA_C_API int cavra_verification_valid(const cavra_verification* verification);
CAVRA_C_API const char* cavra_verification_verdict(
    const cavra_verification* verification); /* "valid", "valid_then" or "not_valid" */
CAVRA_C_API const char* cavra_verification_statement(
    const cavra_verification* verification); /* "sha256:..." of what is signed */
CAVRA_C_API size_t cavra_verification_roles(const cavra_verification* verification);
CAVRA_C_API const char* cavra_verification_role(const cavra_verification* verification, size_t index);
CAVRA_C_API const char* cavra_verification_role_status(const cavra_verification* verification,
                                                       size_t index); /* "valid", "missing", ... */
CAVRA_C_API size_t
cavra_verification_faults(const cavra_verification* verification); /* of the seal, its roles and packets; remarks too */
CAVRA_C_API const char* cavra_verification_fault_code(const cavra_verification* verification, size_t index);
CAVRA_C_API const char* cavra_verification_fault_text(const cavra_verification* verification,
                                                      size_t index); /* what is wrong; what to do */
CAVRA_C_API int cavra_verification_fault_decides(const cavra_verification* verification,
                                                 size_t index); /* 0: a remark */

#ifdef __cplusplus
}
#endif

#endif
