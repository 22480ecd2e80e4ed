/// The runner of each family.
enum Families {
    static let runners: [String: any FamilyRunner] = [
        "activations": ActivationsFamily(),
        "constraints": ConstraintsFamily(),
        "initializers": InitializersFamily(),
        "layers": LayersFamily(),
        "losses": LossesFamily(),
        "metric_fns": MetricFunctionsFamily(),
        "metrics": MetricsFamily(),
        "ops": OpsFamily(),
        "optimizers": OptimizersFamily(),
        "regularizers": RegularizersFamily(),
        "schedules": SchedulesFamily(),
    ]
}
