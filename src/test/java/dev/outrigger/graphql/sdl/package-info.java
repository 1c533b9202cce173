/// Tests of the generated schema against what Amplify's own transformer printed.
@NullMarked
package dev.outrigger.graphql.sdl;

import org.jspecify.annotations.NullMarked;
