#include "cli/commands.h"
namespace cavra::cli { int build(const BuildOptions&){return 2;} int export_examples(const ExportOptions&){return 2;} int release(const ReleaseOptions&){return 2;} int gates(const GatesOptions&){return 2;} int explain(const ExplainOptions&){return 2;} }
