/// Makes, from a schema, what Amplify's clients are configured with.
///
/// **Invariant:** the answer is the one of Amplify's own generator, so that an app may change from
/// one to the other without its clients noticing.
@NullMarked
package dev.outrigger.codegen;

import org.jspecify.annotations.NullMarked;
