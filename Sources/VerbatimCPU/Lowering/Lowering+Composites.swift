import CVerbatimKernels
import VerbatimArithmetic
import VerbatimGraph

/// The composites that have fused kernels, by name; all others become their decompositions.
enum FusedComposites {
    /// Whether a composite has a fused kernel.
    static func takes(_ attributes: CompositeAttributes) -> Bool {
        switch attributes.name {
        case RandomBits.name, UniformDraw.name, BernoulliDraw.name: return random(attributes) != nil
        case SoftmaxComposite.name, SoftmaxGradient.name:
            return attributes.decomposition.inputTypes.allSatisfy { $0.element == .f32 && $0.count > 0 }
        default: return false
        }
    }

    /// The step of a random draw, nil where it is none that the kernels do.
    static func random(_ attributes: CompositeAttributes) -> RandomStep? {
        let step: RandomStep?
        switch attributes.name {
        case RandomBits.name:
            step = (try? RandomBits(options: attributes.options)).map { RandomStep($0.draw, .words) }
        case UniformDraw.name:
            step = (try? UniformDraw(options: attributes.options)).map { RandomStep($0.draw, .uniform) }
        case BernoulliDraw.name:
            step = (try? BernoulliDraw(options: attributes.options)).map {
                RandomStep($0.draw, .bernoulli(RandomStream.bernoulliThreshold($0.probability)))
            }
        default: step = nil
        }
        let type = attributes.decomposition.outputTypes.first
        guard let step, step.draw.shape == type?.shape, type?.count != 0 else { return nil }
        return step
    }
}

extension Lowering {
    /// A composite that has a fused kernel, whose bits are its decomposition's.
    mutating func composite(_ attributes: CompositeAttributes, _ operands: [View], _ node: Node) throws {
        var stored: [View] = []
        for operand in operands { stored.append(self.stored(operand)) }
        let emitter: any Emitter
        switch attributes.name {
        case SoftmaxComposite.name, SoftmaxGradient.name:
            emitter = SoftmaxStep(isGradient: attributes.name == SoftmaxGradient.name)
        default:
            guard let random = FusedComposites.random(attributes) else { return reference(node) }
            emitter = random
        }
        append(
            Item(
                name: attributes.name, work: .kernel(emitter), operands: stored, results: node.results,
                payloads: .ignored))
    }
}
