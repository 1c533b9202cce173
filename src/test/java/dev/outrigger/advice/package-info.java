/// Tests of how programs of the operator are asked about conflicts.
@NullMarked
package dev.outrigger.advice;

import org.jspecify.annotations.NullMarked;
