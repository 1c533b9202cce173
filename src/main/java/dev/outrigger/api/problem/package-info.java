/// Says in one form, for every request of the local API, why it was not carried out.
///
/// **Invariant:** only [Problems] and [ProblemType] know statuses and slugs.
@NullMarked
package dev.outrigger.api.problem;

import org.jspecify.annotations.NullMarked;
