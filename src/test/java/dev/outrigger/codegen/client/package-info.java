/// Tests of the clients that are written in other languages.
///
/// **Invariant:** each language is tested by an app that runs.
@NullMarked
package dev.outrigger.codegen.client;

import org.jspecify.annotations.NullMarked;
