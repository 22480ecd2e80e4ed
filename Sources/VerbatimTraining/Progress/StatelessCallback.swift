/// A callback that promises to depend on nothing but what it is told: a run goes on without anything of it.
public protocol StatelessCallback: Callback {}
