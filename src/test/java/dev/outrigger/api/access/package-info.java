/// Tests of who may ask the local API for what.
@NullMarked
package dev.outrigger.api.access;

import org.jspecify.annotations.NullMarked;
