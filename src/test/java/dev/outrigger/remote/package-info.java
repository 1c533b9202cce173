/// Tests of the adapter against a scripted backend and against our own.
@NullMarked
package dev.outrigger.remote;

import org.jspecify.annotations.NullMarked;
