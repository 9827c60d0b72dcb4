// Sessions of IGV become JBrowse configs:  nextflow run convert.nf --sessions 'sessions/*.xml' --out converted
params.sessions = 'sessions/*.xml'
params.out = 'converted'
params.size = 50

// A piece of work is some sessions: a process of its own for each would take longer to start than to convert.
// Documents get the names of their sessions, so sessions of several folders need a call for each folder.
process CONVERT {
    publishDir params.out, mode: 'copy', saveAs: { name -> name.tokenize('/').last() }
    cpus 2

    input:
    path sessions, stageAs: 'sessions/*'

    output:
    path 'piece/*.json', includeInputs: false

    script:
    """
    session-converter batch sessions --to jbrowse2 --out piece --jobs ${task.cpus} || [ \$? -eq 3 ]
    rm piece/summary.*
    """
}

workflow {
    channel.fromPath(params.sessions) | collate(params.size) | CONVERT
}
