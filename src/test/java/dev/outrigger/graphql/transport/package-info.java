/// Tests of who may ask the local API for what.
@NullMarked
package dev.outrigger.graphql.transport;

import org.jspecify.annotations.NullMarked;
