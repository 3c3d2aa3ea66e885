/**
 * How production starts Node for a gateway (`docker/gateway.Dockerfile` says the same). What a message leaves behind is used for
 * some fifty milliseconds: in a larger young generation it dies there, instead of being marked with everything else.
 */
export const nodeFlags = ['--max-semi-space-size=64'] as const
