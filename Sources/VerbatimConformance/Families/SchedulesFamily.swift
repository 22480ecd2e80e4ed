import Verbatim

/// Learning rate schedules: the rate of each step.
struct SchedulesFamily: FamilyRunner {
    func run(_ fixture: Fixture) throws -> [Answer] {
        let schedule = try ScheduleTable.schedule(fixture.className, fixture.config)
        let results = try Evaluation.run([try fixture.tensor("steps")]) { [schedule($0[0])] }
        return Answer.numbered("out", results.outputs)
    }
}
