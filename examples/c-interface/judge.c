/* Judges a packet, and prints what blocks.
 *   cc -std=c11 judge.c $(pkg-config --cflags --libs cavra-seal) -o judge && ./judge seal.json */
#include <cavra_seal.h>
#include <stdio.h>
#include <stdlib.h>

/* The bytes of a file, of which `size` says how many; NULL when it cannot be read. */
static char *read_file(const char *path, size_t *size) {
  FILE *file = fopen(path, "rb");
  char *bytes = NULL;
  long end = -1;
  if (file != NULL && fseek(file, 0, SEEK_END) == 0 && (end = ftell(file)) >= 0 && fseek(file, 0, SEEK_SET) == 0) {
    bytes = malloc((size_t)end + 1);
    *size = bytes == NULL ? 0 : fread(bytes, 1, (size_t)end, file);
  }
  if (file != NULL) fclose(file);
  return bytes;
}

int main(int count, char **arguments) {
  size_t size = 0;
  char *bytes = count == 2 ? read_file(arguments[1], &size) : NULL;
  if (bytes == NULL) {
    fputs("judge: name one packet that can be read\n", stderr);
    return 2;
  }
  int exit_code = 2;
  cavra_error *error = NULL;
  cavra_judge *judge = cavra_judge_new(NULL, &error);
  cavra_verdict *verdict = judge == NULL ? NULL : cavra_judge_packet(judge, bytes, size, CAVRA_REQUIRE_LIVE, NULL, &error);
  if (verdict == NULL) {
    fprintf(stderr, "judge: %s\n", cavra_error_text(error));
  } else {
    printf("%s %s\n", cavra_verdict_gate(verdict), cavra_verdict_status(verdict));
    const cavra_findings *findings = cavra_verdict_findings(verdict);
    for (size_t i = 0; i < cavra_findings_count(findings); ++i)
      printf("%u:%u %s %s\n", (unsigned)cavra_finding_line(findings, i), (unsigned)cavra_finding_column(findings, i),
             cavra_finding_code(findings, i), cavra_finding_message(findings, i));
    exit_code = cavra_verdict_ready(verdict) ? 0 : 1;
  }
  cavra_verdict_free(verdict);
  cavra_judge_free(judge);
  cavra_error_free(error);
  free(bytes);
  return exit_code;
}
