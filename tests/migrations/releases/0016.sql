BEGIN TRANSACTION;
CREATE TABLE account (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	name VARCHAR NOT NULL, 
	role VARCHAR NOT NULL, 
	password VARCHAR, 
	totp_sealed VARCHAR, 
	opened_at VARCHAR(40) NOT NULL, 
	opened_by VARCHAR NOT NULL, 
	closed_at VARCHAR(40), 
	closed_by VARCHAR
);
INSERT INTO "account" VALUES(1,'王芳','office','$argon2id$v=19$m=19456,t=2,p=1$YWauvFyyBCEtBSPlf3iGtg$JiV7YIrESBX4jATMPeTGiY16J/jjyz72tOzPPFoCP9w','AXi0YjCOmwomyVW047vaFFn12nFYqR1Ok14KtdR7dqm3tuwZpWzmMEO3Kb4WV3vW2LKvOP9C744iHWKMNw==','2025-06-01T09:00:00+08:00','王',NULL,NULL);
INSERT INTO "account" VALUES(2,'E0001','expert',NULL,NULL,'2025-06-01T09:00:00+08:00','王',NULL,NULL);
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0016');
CREATE TABLE assignment (
	id VARCHAR NOT NULL, 
	packets VARCHAR NOT NULL, 
	seed_from VARCHAR NOT NULL, 
	replaces VARCHAR, 
	made_by VARCHAR NOT NULL, 
	made_at VARCHAR(40) NOT NULL, 
	CONSTRAINT pk_assignment PRIMARY KEY (id)
);
INSERT INTO "assignment" VALUES('01','00','system',NULL,'王','2025-06-01T09:00:00+08:00');
INSERT INTO "assignment" VALUES('02','00','system','01','王','2025-06-01T09:00:00+08:00');
CREATE TABLE attempt (
	"key" VARCHAR NOT NULL, 
	tries INTEGER NOT NULL, 
	first_at VARCHAR(40) NOT NULL, 
	locked_until VARCHAR(40), 
	CONSTRAINT pk_attempt PRIMARY KEY ("key")
);
CREATE TABLE ballot (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	meeting_id INTEGER NOT NULL, 
	number INTEGER NOT NULL, 
	definition TEXT NOT NULL, 
	opened_at VARCHAR(40) NOT NULL, 
	closing TEXT, 
	closed_at VARCHAR(40), 
	voided VARCHAR, 
	CONSTRAINT fk_ballot_meeting_id FOREIGN KEY(meeting_id) REFERENCES meeting (id), 
	CONSTRAINT uq_ballot_meeting_id_number UNIQUE (meeting_id, number)
);
CREATE TABLE ballot_count (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	meeting_id INTEGER NOT NULL, 
	ballot_id INTEGER, 
	number INTEGER NOT NULL, 
	readings JSON NOT NULL, 
	entered JSON NOT NULL, 
	outcomes JSON NOT NULL, 
	mismatches JSON NOT NULL, 
	counted_by VARCHAR NOT NULL, 
	counted_at VARCHAR(40) NOT NULL, 
	CONSTRAINT fk_ballot_count_ballot_id FOREIGN KEY(ballot_id) REFERENCES ballot (id), 
	CONSTRAINT fk_ballot_count_meeting_id FOREIGN KEY(meeting_id) REFERENCES meeting (id), 
	CONSTRAINT uq_ballot_count_meeting_id_number UNIQUE (meeting_id, number)
);
INSERT INTO "ballot_count" VALUES(1,3,NULL,1,'{}','{}','[]','[]','王','2025-06-01T09:00:00+08:00');
CREATE TABLE ballot_token (
	ballot_id INTEGER NOT NULL, 
	member VARCHAR NOT NULL, 
	mark VARCHAR NOT NULL, 
	CONSTRAINT pk_ballot_token PRIMARY KEY (ballot_id, member), 
	CONSTRAINT fk_ballot_token_ballot_id FOREIGN KEY(ballot_id) REFERENCES ballot (id)
);
CREATE TABLE ballot_vote (
	ballot_id INTEGER NOT NULL, 
	hash VARCHAR NOT NULL, 
	vote TEXT NOT NULL, 
	CONSTRAINT pk_ballot_vote PRIMARY KEY (ballot_id, hash), 
	CONSTRAINT fk_ballot_vote_ballot_id FOREIGN KEY(ballot_id) REFERENCES ballot (id)
)
 WITHOUT ROWID

;
CREATE TABLE calendar_year (
	year INTEGER NOT NULL, 
	source VARCHAR NOT NULL, 
	off JSON NOT NULL, 
	worked JSON NOT NULL, 
	CONSTRAINT pk_calendar_year PRIMARY KEY (year)
);
INSERT INTO "calendar_year" VALUES(2027,'the notice','["2027-01-01"]','[]');
CREATE TABLE checkpoint (
	size INTEGER NOT NULL, 
	root VARCHAR NOT NULL, 
	note TEXT NOT NULL, 
	signed_at VARCHAR(40) NOT NULL, 
	CONSTRAINT pk_checkpoint PRIMARY KEY (size)
);
INSERT INTO "checkpoint" VALUES(55,'26779765162fe91ee0fb00ed22b76bd34efb533e29442606ec5515ea7cf23b9b','a/log
55
JneXZRYv6R7g+wDtIrdr0077Uz4pRCYG7FUV6nzyO5s=

— a/log h/6o8jX1GoQnh5urPNtvJSGJBvp2vxbu1Ir6GC5QMEKsRM+FsTybTUudJoQ8nVf+D6z+5z8YU7q8MtgGmmHXSHqGzwU=
','2025-06-01T09:00:00+08:00');
INSERT INTO "checkpoint" VALUES(56,'f3389613803a0693aa71484314d77b14f0429ffd4bf76c9e8d52c372efb638ba','a/log
56
8ziWE4A6BpOqcUhDFNd7FPBCn/1L92yejVLDcu+2OLo=

— a/log h/6o8h2YI35UwFB/RQ2arRbc9uhGceLO2CTK4VQEBB8SJv8ERmnhj2JeYNx++I3GMMy5J/+D22ddNIQywKHfDRIPIQY=
','2025-06-01T09:00:00+08:00');
CREATE TABLE committee (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	name VARCHAR NOT NULL, 
	year INTEGER NOT NULL, 
	series VARCHAR NOT NULL, 
	level VARCHAR NOT NULL, 
	CONSTRAINT uq_committee_name_year UNIQUE (name, year)
);
INSERT INTO "committee" VALUES(1,'甲评委会',2025,'工程','中级');
CREATE TABLE committee_season (
	committee_id INTEGER NOT NULL, 
	days JSON NOT NULL, 
	traits JSON NOT NULL, 
	filed_from DATE, 
	filed_until DATE, 
	CONSTRAINT pk_committee_season PRIMARY KEY (committee_id), 
	CONSTRAINT fk_committee_season_committee_id FOREIGN KEY(committee_id) REFERENCES committee (id)
);
INSERT INTO "committee_season" VALUES(1,'{"meeting": "2025-06-01"}','["grassroots"]',NULL,NULL);
CREATE TABLE committee_text (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	committee_id INTEGER NOT NULL, 
	part VARCHAR NOT NULL, 
	number INTEGER NOT NULL, 
	content TEXT NOT NULL, 
	digest VARCHAR NOT NULL, 
	saved_by VARCHAR NOT NULL, 
	saved_at VARCHAR(40) NOT NULL, 
	CONSTRAINT fk_committee_text_committee_id FOREIGN KEY(committee_id) REFERENCES committee (id), 
	CONSTRAINT uq_committee_text_committee_id_part_number UNIQUE (committee_id, part, number)
);
INSERT INTO "committee_text" VALUES(1,1,'conditions',1,'a = 1
','cb78bd8a17f7b751fe0d4663366dcbc257204033ef7ddd64b1f2969573b5b2e2','王','2025-06-01T09:00:00+08:00');
INSERT INTO "committee_text" VALUES(2,1,'statements',1,'b = 1
','8145ffb7ae49189a29786d78eb695e736fcb0834b0d93195ad8137160ca8b4a9','王','2025-06-01T09:00:00+08:00');
CREATE TABLE complaint (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	publicity_id INTEGER NOT NULL, 
	kind VARCHAR NOT NULL, 
	line INTEGER, 
	what TEXT NOT NULL, 
	received_on DATE NOT NULL, 
	registered_by VARCHAR NOT NULL, 
	registered_at VARCHAR(40) NOT NULL, 
	finding VARCHAR, 
	answer TEXT, 
	answered_on DATE, 
	answered_by VARCHAR, 
	CONSTRAINT fk_complaint_publicity_id FOREIGN KEY(publicity_id) REFERENCES publicity (id)
);
INSERT INTO "complaint" VALUES(1,2,'reviewing',1,'情况','2025-08-20','王','2025-06-01T09:00:00+08:00',NULL,NULL,NULL,NULL);
INSERT INTO "complaint" VALUES(2,3,'reviewing',1,'情况','2025-08-20','王','2025-06-01T09:00:00+08:00','unfounded','查无实据','2025-08-21','王');
CREATE TABLE device_key (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	account_id INTEGER NOT NULL, 
	key_id VARCHAR NOT NULL, 
	public VARCHAR NOT NULL, 
	device VARCHAR NOT NULL, 
	bound_at VARCHAR(40) NOT NULL, 
	ended_at VARCHAR(40), 
	ended_why VARCHAR, 
	CONSTRAINT fk_device_key_account_id FOREIGN KEY(account_id) REFERENCES account (id), 
	CONSTRAINT uq_device_key_key_id UNIQUE (key_id)
);
INSERT INTO "device_key" VALUES(1,2,'57a6dfd7a249eb242ebfacbbf91fc7652f0d440f5f1dd7d750694fc68b4c3df8','047135fa4fd93a09dce98bbf681b4bfcf50e7c0d6354e62afb0bff2a3429617865ed4c1f02ddb9023ee56a557e515d6a9dc66c11f220960de594334df588776724','Chrome','2025-06-01T09:00:00+08:00',NULL,NULL);
CREATE TABLE draw (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	committee_id INTEGER NOT NULL, 
	attempt INTEGER NOT NULL, 
	roster_id INTEGER NOT NULL, 
	facts JSON NOT NULL, 
	method VARCHAR NOT NULL, 
	tickets INTEGER, 
	seed VARCHAR, 
	table_seed VARCHAR, 
	assurance VARCHAR NOT NULL, 
	started_at VARCHAR(40) NOT NULL, 
	finished_at VARCHAR(40) NOT NULL, 
	versions JSON NOT NULL, 
	verdicts JSON NOT NULL, 
	chances JSON NOT NULL, 
	outcome VARCHAR NOT NULL, 
	CONSTRAINT fk_draw_committee_id FOREIGN KEY(committee_id) REFERENCES committee (id), 
	CONSTRAINT fk_draw_roster_id FOREIGN KEY(roster_id) REFERENCES roster (id), 
	CONSTRAINT uq_draw_committee_id_attempt UNIQUE (committee_id, attempt)
);
INSERT INTO "draw" VALUES(1,1,1,2,'{"name": "甲评委会", "year": 2025, "series": "工程", "level": "中级", "seats": 2, "meeting": "2025-08-15", "basis": null, "self_reviewing_unit": null, "affiliates": [], "enterprise_related": null, "private_enterprise_at_least": null, "max_per_employer": null, "previous_panel": null, "keep": [], "reserves": 0, "replacement": "queue", "filed_from": null, "filed_until": null, "pool_cleaned_on": null, "neighbours": {}, "recused": [], "specialties": {}, "settings": {}, "waivers": [], "records": {}, "applying": null, "supervising_units": null}','lottery',NULL,NULL,NULL,'M0','2025-06-01T09:00:00+08:00','2025-06-01T09:00:00+08:00','{}','[]','{}','seated');
CREATE TABLE expert (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	expert_no VARCHAR NOT NULL, 
	name VARCHAR NOT NULL, 
	gender VARCHAR, 
	employer VARCHAR NOT NULL, 
	employer_kind VARCHAR, 
	region VARCHAR, 
	series VARCHAR NOT NULL, 
	specialties JSON NOT NULL, 
	level VARCHAR NOT NULL, 
	integrity VARCHAR NOT NULL, 
	status VARCHAR NOT NULL, 
	birth_month DATE, 
	id_number_sealed VARCHAR, 
	id_number_hash VARCHAR, 
	phone_sealed VARCHAR, 
	email_sealed VARCHAR, 
	years_known BOOLEAN NOT NULL, 
	listed BOOLEAN NOT NULL
);
INSERT INTO "expert" VALUES(1,'E0001','张1','男','云岭第1研究院','事业单位','云岭市','工程','["冶金", "材料"]','正高级','正常','在库','1970-05-01','AQQ6EFLr7HEeqAyRotewGp9QVs-_Uh7qMuJFKbwsUNB8w3Q-5lW2IeVia6FGTMU=','e02595959f10318269e32556bef9d24114f7136a26c8d6a8f1ee63c3116202d1','AY98jwkOP0ksQRGqtFIut3b7asMo2N7vLG1CydhsJMUWaxTVfB_W-A==','ARBM9jUsjV1GsUdogE2QTzZigv2hPCe9eDloYgyLbJOfD20af0doV-WQSkQH3w==',1,1);
INSERT INTO "expert" VALUES(2,'E0002','张2','男','云岭第2研究院','事业单位','云岭市','工程','["冶金", "材料"]','正高级','正常','在库','1970-05-01','AQCpU6AxMOFUyAmFtC5x4y9Rb4DRZXcGRPudSCee4_FabZvkROzEKugO6FQy-9w=','4a3e103be36fddafe2f9b6b61198997859d9e186769ac03dc67bf9604c03b007','AfH8PnVmCVjbk2a0QHnCRpBIGWitmFaEgcRelw4WV0iF-YEHT4j78g==','AXeoEsK1LS-dYzCkRduBKRmi--arWDkYzO65UFvflcJa1bjzbnY91JT27HpMYA==',1,1);
INSERT INTO "expert" VALUES(3,'E0003','张3','男','云岭第3研究院','事业单位','云岭市','工程','["冶金", "材料"]','正高级','正常','在库','1970-05-01','AdQfywdZCdCnlerrjhhxpe0u_bPIB3TDvsAgVRj5qKtGosL7ThNHDTZ06kyCxgg=','d66a21af43f1f0b0bab87d231ae389853457baca17f5129a2007690faf6a9e79','ASGhWHz60kbkfpQ2bBwy_7IxfY0SAKwiN26-1A7t6MykaDvE8c1FtQ==','AagXeOlQXxk-ifhPwYhTlb8JxRKZmdlccgEehoyGFImzNxXskylxs7j21EC6rA==',1,0);
CREATE TABLE filing (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	kind VARCHAR NOT NULL, 
	year INTEGER NOT NULL, 
	committee_id INTEGER, 
	subject VARCHAR NOT NULL, 
	again INTEGER NOT NULL, 
	state VARCHAR NOT NULL, 
	asked JSON NOT NULL, 
	opened_on DATE NOT NULL, 
	opened_as VARCHAR NOT NULL, 
	opened_by VARCHAR NOT NULL, 
	opened_at VARCHAR(40) NOT NULL, opening_claimed BOOLEAN, 
	CONSTRAINT fk_filing_committee_id FOREIGN KEY(committee_id) REFERENCES committee (id), 
	CONSTRAINT uq_filing_kind_year_committee_id_subject_again UNIQUE (kind, year, committee_id, subject, again)
);
INSERT INTO "filing" VALUES(1,'annual-notice',2025,1,'',0,'issued','{}','2025-06-01','office','王','2025-06-01T09:00:00+08:00',1);
CREATE TABLE filing_paper (
	filing_id INTEGER NOT NULL, 
	step INTEGER NOT NULL, 
	paper VARCHAR NOT NULL, 
	digest VARCHAR NOT NULL, 
	name VARCHAR NOT NULL, 
	size INTEGER NOT NULL, 
	pages INTEGER, 
	CONSTRAINT pk_filing_paper PRIMARY KEY (filing_id, step, paper, digest), 
	CONSTRAINT fk_filing_paper_filing_id FOREIGN KEY(filing_id) REFERENCES filing (id)
);
INSERT INTO "filing_paper" VALUES(1,1,'notice','00','通知.pdf',1,2);
CREATE TABLE filing_step (
	filing_id INTEGER NOT NULL, 
	number INTEGER NOT NULL, 
	transition VARCHAR NOT NULL, 
	origin VARCHAR NOT NULL, 
	reached VARCHAR NOT NULL, 
	role VARCHAR NOT NULL, 
	done_by VARCHAR NOT NULL, 
	done_on DATE NOT NULL, 
	entered_at VARCHAR(40) NOT NULL, 
	reason TEXT NOT NULL, 
	stated JSON NOT NULL, 
	due DATE, claimed BOOLEAN, 
	CONSTRAINT pk_filing_step PRIMARY KEY (filing_id, number), 
	CONSTRAINT fk_filing_step_filing_id FOREIGN KEY(filing_id) REFERENCES filing (id)
);
INSERT INTO "filing_step" VALUES(1,1,'issue','drafting','issued','office','王','2025-06-01','2025-06-01T09:00:00+08:00','','{}','2025-06-12',1);
CREATE TABLE idempotency (
	who VARCHAR NOT NULL, 
	"key" VARCHAR NOT NULL, 
	request VARCHAR NOT NULL, 
	status INTEGER NOT NULL, 
	media_type VARCHAR NOT NULL, 
	location VARCHAR, 
	body BLOB NOT NULL, 
	done_at VARCHAR(40) NOT NULL, 
	CONSTRAINT pk_idempotency PRIMARY KEY (who, "key")
);
CREATE TABLE import_batch (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	source VARCHAR NOT NULL, 
	digest VARCHAR NOT NULL, 
	imported_at VARCHAR(40) NOT NULL, 
	imported_by VARCHAR NOT NULL, 
	added INTEGER NOT NULL, 
	changed INTEGER NOT NULL, 
	removed INTEGER NOT NULL, 
	unchanged INTEGER NOT NULL, 
	undone_at VARCHAR(40), 
	undone_by VARCHAR
);
INSERT INTO "import_batch" VALUES(1,'名册.xlsx','00','2025-06-01T09:00:00+08:00','王',3,0,0,0,NULL,NULL);
INSERT INTO "import_batch" VALUES(2,'名册.xlsx','00','2025-06-01T09:00:00+08:00','王',0,1,0,2,NULL,NULL);
INSERT INTO "import_batch" VALUES(3,'b.xlsx','01','2025-06-01T09:00:00+08:00','王',0,1,1,1,NULL,NULL);
CREATE TABLE imported_row (
	batch_id INTEGER NOT NULL, 
	expert_id INTEGER NOT NULL, 
	"before" JSON, 
	"after" JSON NOT NULL, 
	CONSTRAINT pk_imported_row PRIMARY KEY (batch_id, expert_id), 
	CONSTRAINT fk_imported_row_batch_id FOREIGN KEY(batch_id) REFERENCES import_batch (id)
);
INSERT INTO "imported_row" VALUES(1,1,NULL,'{"columns": {"expert_no": "E0001", "name": "张1", "gender": "男", "employer": "云岭第1研究院", "employer_kind": "事业单位", "region": "云岭市", "series": "工程", "level": "正高级", "integrity": "正常", "status": "在库", "id_number_sealed": "AQQ6EFLr7HEeqAyRotewGp9QVs-_Uh7qMuJFKbwsUNB8w3Q-5lW2IeVia6FGTMU=", "phone_sealed": "AR6jQ7iWiAhs1FOlkVwM08ba_DlxHOu_yed_2EhZ7dCy0RckFLqx4A==", "email_sealed": "ARBM9jUsjV1GsUdogE2QTzZigv2hPCe9eDloYgyLbJOfD20af0doV-WQSkQH3w==", "id_number_hash": "e02595959f10318269e32556bef9d24114f7136a26c8d6a8f1ee63c3116202d1", "specialties": ["冶金", "材料"], "birth_month": "1970-05-01", "years_known": true, "listed": true}, "years": [2022, 2024], "recuse_units": ["云岭矿业集团"], "kin": [], "tenures": [["2024-01-01", "2026-12-31"]]}');
INSERT INTO "imported_row" VALUES(1,2,NULL,'{"columns": {"expert_no": "E0002", "name": "张2", "gender": "男", "employer": "云岭第2研究院", "employer_kind": "事业单位", "region": "云岭市", "series": "工程", "level": "正高级", "integrity": "正常", "status": "在库", "id_number_sealed": "AQCpU6AxMOFUyAmFtC5x4y9Rb4DRZXcGRPudSCee4_FabZvkROzEKugO6FQy-9w=", "phone_sealed": "AfH8PnVmCVjbk2a0QHnCRpBIGWitmFaEgcRelw4WV0iF-YEHT4j78g==", "email_sealed": "AXeoEsK1LS-dYzCkRduBKRmi--arWDkYzO65UFvflcJa1bjzbnY91JT27HpMYA==", "id_number_hash": "4a3e103be36fddafe2f9b6b61198997859d9e186769ac03dc67bf9604c03b007", "specialties": ["冶金", "材料"], "birth_month": "1970-05-01", "years_known": true, "listed": true}, "years": [2022, 2024], "recuse_units": ["云岭矿业集团"], "kin": [], "tenures": [["2024-01-01", "2026-12-31"]]}');
INSERT INTO "imported_row" VALUES(1,3,NULL,'{"columns": {"expert_no": "E0003", "name": "张3", "gender": "男", "employer": "云岭第3研究院", "employer_kind": "事业单位", "region": "云岭市", "series": "工程", "level": "正高级", "integrity": "正常", "status": "在库", "id_number_sealed": "AdQfywdZCdCnlerrjhhxpe0u_bPIB3TDvsAgVRj5qKtGosL7ThNHDTZ06kyCxgg=", "phone_sealed": "ASGhWHz60kbkfpQ2bBwy_7IxfY0SAKwiN26-1A7t6MykaDvE8c1FtQ==", "email_sealed": "AagXeOlQXxk-ifhPwYhTlb8JxRKZmdlccgEehoyGFImzNxXskylxs7j21EC6rA==", "id_number_hash": "d66a21af43f1f0b0bab87d231ae389853457baca17f5129a2007690faf6a9e79", "specialties": ["冶金", "材料"], "birth_month": "1970-05-01", "years_known": true, "listed": true}, "years": [2022, 2024], "recuse_units": ["云岭矿业集团"], "kin": [], "tenures": [["2024-01-01", "2026-12-31"]]}');
INSERT INTO "imported_row" VALUES(2,1,'{"columns": {"expert_no": "E0001", "name": "张1", "gender": "男", "employer": "云岭第1研究院", "employer_kind": "事业单位", "region": "云岭市", "series": "工程", "specialties": ["冶金", "材料"], "level": "正高级", "integrity": "正常", "status": "在库", "birth_month": "1970-05-01", "id_number_sealed": "AQQ6EFLr7HEeqAyRotewGp9QVs-_Uh7qMuJFKbwsUNB8w3Q-5lW2IeVia6FGTMU=", "id_number_hash": "e02595959f10318269e32556bef9d24114f7136a26c8d6a8f1ee63c3116202d1", "phone_sealed": "AR6jQ7iWiAhs1FOlkVwM08ba_DlxHOu_yed_2EhZ7dCy0RckFLqx4A==", "email_sealed": "ARBM9jUsjV1GsUdogE2QTzZigv2hPCe9eDloYgyLbJOfD20af0doV-WQSkQH3w==", "years_known": true, "listed": true}, "years": [2022, 2024], "recuse_units": ["云岭矿业集团"], "kin": [], "tenures": [["2024-01-01", "2026-12-31"]]}','{"columns": {"expert_no": "E0001", "name": "张1", "gender": "男", "employer": "云岭第1研究院", "employer_kind": "事业单位", "region": "云岭市", "series": "工程", "level": "正高级", "integrity": "正常", "status": "在库", "id_number_sealed": "AQQ6EFLr7HEeqAyRotewGp9QVs-_Uh7qMuJFKbwsUNB8w3Q-5lW2IeVia6FGTMU=", "phone_sealed": null, "email_sealed": "ARBM9jUsjV1GsUdogE2QTzZigv2hPCe9eDloYgyLbJOfD20af0doV-WQSkQH3w==", "id_number_hash": "e02595959f10318269e32556bef9d24114f7136a26c8d6a8f1ee63c3116202d1", "specialties": ["冶金", "材料"], "birth_month": "1970-05-01", "years_known": true, "listed": true}, "years": [2022, 2024], "recuse_units": ["云岭矿业集团"], "kin": [], "tenures": [["2024-01-01", "2026-12-31"]]}');
INSERT INTO "imported_row" VALUES(3,1,'{"columns": {"expert_no": "E0001", "name": "张1", "gender": "男", "employer": "云岭第1研究院", "employer_kind": "事业单位", "region": "云岭市", "series": "工程", "specialties": ["冶金", "材料"], "level": "正高级", "integrity": "正常", "status": "在库", "birth_month": "1970-05-01", "id_number_sealed": "AQQ6EFLr7HEeqAyRotewGp9QVs-_Uh7qMuJFKbwsUNB8w3Q-5lW2IeVia6FGTMU=", "id_number_hash": "e02595959f10318269e32556bef9d24114f7136a26c8d6a8f1ee63c3116202d1", "phone_sealed": null, "email_sealed": "ARBM9jUsjV1GsUdogE2QTzZigv2hPCe9eDloYgyLbJOfD20af0doV-WQSkQH3w==", "years_known": true, "listed": true}, "years": [2022, 2024], "recuse_units": ["云岭矿业集团"], "kin": [], "tenures": [["2024-01-01", "2026-12-31"]]}','{"columns": {"expert_no": "E0001", "name": "张1", "gender": "男", "employer": "云岭第1研究院", "employer_kind": "事业单位", "region": "云岭市", "series": "工程", "level": "正高级", "integrity": "正常", "status": "在库", "id_number_sealed": "AQQ6EFLr7HEeqAyRotewGp9QVs-_Uh7qMuJFKbwsUNB8w3Q-5lW2IeVia6FGTMU=", "phone_sealed": "AY98jwkOP0ksQRGqtFIut3b7asMo2N7vLG1CydhsJMUWaxTVfB_W-A==", "email_sealed": "ARBM9jUsjV1GsUdogE2QTzZigv2hPCe9eDloYgyLbJOfD20af0doV-WQSkQH3w==", "id_number_hash": "e02595959f10318269e32556bef9d24114f7136a26c8d6a8f1ee63c3116202d1", "specialties": ["冶金", "材料"], "birth_month": "1970-05-01", "years_known": true, "listed": true}, "years": [2022, 2024], "recuse_units": ["云岭矿业集团"], "kin": [], "tenures": [["2024-01-01", "2026-12-31"]]}');
INSERT INTO "imported_row" VALUES(3,3,'{"columns": {"expert_no": "E0003", "name": "张3", "gender": "男", "employer": "云岭第3研究院", "employer_kind": "事业单位", "region": "云岭市", "series": "工程", "specialties": ["冶金", "材料"], "level": "正高级", "integrity": "正常", "status": "在库", "birth_month": "1970-05-01", "id_number_sealed": "AdQfywdZCdCnlerrjhhxpe0u_bPIB3TDvsAgVRj5qKtGosL7ThNHDTZ06kyCxgg=", "id_number_hash": "d66a21af43f1f0b0bab87d231ae389853457baca17f5129a2007690faf6a9e79", "phone_sealed": "ASGhWHz60kbkfpQ2bBwy_7IxfY0SAKwiN26-1A7t6MykaDvE8c1FtQ==", "email_sealed": "AagXeOlQXxk-ifhPwYhTlb8JxRKZmdlccgEehoyGFImzNxXskylxs7j21EC6rA==", "years_known": true, "listed": true}, "years": [2022, 2024], "recuse_units": ["云岭矿业集团"], "kin": [], "tenures": [["2024-01-01", "2026-12-31"]]}','{"columns": {"expert_no": "E0003", "name": "张3", "gender": "男", "employer": "云岭第3研究院", "employer_kind": "事业单位", "region": "云岭市", "series": "工程", "specialties": ["冶金", "材料"], "level": "正高级", "integrity": "正常", "status": "在库", "birth_month": "1970-05-01", "id_number_sealed": "AdQfywdZCdCnlerrjhhxpe0u_bPIB3TDvsAgVRj5qKtGosL7ThNHDTZ06kyCxgg=", "id_number_hash": "d66a21af43f1f0b0bab87d231ae389853457baca17f5129a2007690faf6a9e79", "phone_sealed": "ASGhWHz60kbkfpQ2bBwy_7IxfY0SAKwiN26-1A7t6MykaDvE8c1FtQ==", "email_sealed": "AagXeOlQXxk-ifhPwYhTlb8JxRKZmdlccgEehoyGFImzNxXskylxs7j21EC6rA==", "years_known": true, "listed": false}, "years": [2022, 2024], "recuse_units": ["云岭矿业集团"], "kin": [], "tenures": [["2024-01-01", "2026-12-31"]]}');
CREATE TABLE invite (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	code VARCHAR NOT NULL, 
	account_id INTEGER NOT NULL, 
	issued_at VARCHAR(40) NOT NULL, 
	issued_by VARCHAR NOT NULL, 
	expires_at VARCHAR(40) NOT NULL, 
	ended_at VARCHAR(40), 
	ended_why VARCHAR, 
	CONSTRAINT fk_invite_account_id FOREIGN KEY(account_id) REFERENCES account (id), 
	CONSTRAINT uq_invite_code UNIQUE (code)
);
INSERT INTO "invite" VALUES(1,'4fe47b5edeacb1fb9415666c04dd4f947e2e559e2c6a33049277c267416d95e5',2,'2025-06-01T09:00:00+08:00','王','2025-06-03T09:00:00+08:00','2025-06-01T09:00:00+08:00','replaced');
INSERT INTO "invite" VALUES(2,'e37e5e9dcc120b66f9e333306482174e93951219479110f5541fbf8d72180012',2,'2025-06-01T09:00:00+08:00','王','2025-06-03T09:00:00+08:00','2025-06-01T09:00:00+08:00','used');
INSERT INTO "invite" VALUES(3,'c446a43f273883ce5d29934d128ab24102539d873cf54a1967b90f1b60305cac',2,'2025-06-01T09:00:00+08:00','王','2025-06-03T09:00:00+08:00','2025-06-01T09:00:00+08:00','tries');
INSERT INTO "invite" VALUES(4,'cecbaeec2b10bba5e4a5edfd3a2adeea60e07b4e3d106ec886734f82b748ee57',2,'2025-06-01T09:00:00+08:00','王','2025-06-03T09:00:00+08:00',NULL,NULL);
CREATE TABLE job (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	kind VARCHAR NOT NULL, 
	subject VARCHAR NOT NULL, 
	arguments JSON NOT NULL, 
	digest VARCHAR NOT NULL, 
	open_for VARCHAR, 
	request VARCHAR, 
	place VARCHAR NOT NULL, 
	lane VARCHAR NOT NULL, 
	language VARCHAR NOT NULL, 
	asked_by VARCHAR NOT NULL, 
	asked_at VARCHAR(40) NOT NULL, 
	state VARCHAR NOT NULL, 
	step INTEGER NOT NULL, 
	total INTEGER NOT NULL, 
	sentence VARCHAR NOT NULL, 
	worker VARCHAR, 
	attempt INTEGER NOT NULL, 
	started_at VARCHAR(40), 
	heard_at VARCHAR(40), 
	ended_at VARCHAR(40), 
	cancel_by VARCHAR, 
	result VARCHAR, 
	CONSTRAINT uq_job_open_for UNIQUE (open_for), 
	CONSTRAINT uq_job_request UNIQUE (request)
);
CREATE TABLE joint_act (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	kind VARCHAR NOT NULL, 
	subject VARCHAR NOT NULL, 
	content JSON NOT NULL, 
	reason VARCHAR NOT NULL, 
	digest VARCHAR NOT NULL, 
	proposed_account INTEGER NOT NULL, 
	proposed_by VARCHAR NOT NULL, 
	proposed_role VARCHAR NOT NULL, 
	proposed_at VARCHAR(40) NOT NULL, 
	expires_at VARCHAR(40) NOT NULL, 
	decision VARCHAR, 
	decided_account INTEGER, 
	decided_by VARCHAR, 
	decided_role VARCHAR, 
	decided_at VARCHAR(40), 
	note VARCHAR, 
	outcome JSON, 
	CONSTRAINT ck_joint_act_two_people CHECK (decision IS NULL OR decision = 'withdrawn' OR decided_account <> proposed_account), 
	CONSTRAINT fk_joint_act_proposed_account FOREIGN KEY(proposed_account) REFERENCES account (id), 
	CONSTRAINT fk_joint_act_decided_account FOREIGN KEY(decided_account) REFERENCES account (id)
);
CREATE TABLE kinship (
	expert_id INTEGER NOT NULL, 
	kin_no VARCHAR NOT NULL, 
	CONSTRAINT pk_kinship PRIMARY KEY (expert_id, kin_no), 
	CONSTRAINT fk_kinship_expert_id FOREIGN KEY(expert_id) REFERENCES expert (id)
);
CREATE TABLE ledger_entry (
	seq INTEGER NOT NULL, 
	leaf_hash VARCHAR NOT NULL, 
	entry TEXT NOT NULL, 
	CONSTRAINT pk_ledger_entry PRIMARY KEY (seq)
);
INSERT INTO "ledger_entry" VALUES(0,'f7a5e7c319ba1d65bf1cacf2fcc18aa96ea651dbd1d04a3601c1ed06b34612dd','{"actor":"office","body_hash":"bb521504ba28ca1a6881fa68da483673f650014d24401bfc6cd58583014057de","scope":"pool","seq":0,"t":"2025-06-01T09:00:00+08:00","type":"ledger:opened","v":1}');
INSERT INTO "ledger_entry" VALUES(1,'eff960fb4565151f0768d92de412473c6447222f0fff93bef3b32dbe73e9d052','{"actor":"office","body_hash":"a6580d4b30e1ee071b701c81711c7784e3d096ecfd49e79af27e2d805cb81d1c","scope":"pool","seq":1,"t":"2025-06-01T09:00:00+08:00","type":"roster:import:done","v":1}');
INSERT INTO "ledger_entry" VALUES(2,'f96123448ceeb9226913055f4bf04b515b8e7c3923c144542b2fddbb72a62540','{"actor":"office","body_hash":"c60fe1ae1aaaf436c93dbd2780903084ce1b7dffc100c84bb410635420239a1c","scope":"pool","seq":2,"t":"2025-06-01T09:00:00+08:00","type":"misconduct:recorded","v":1}');
INSERT INTO "ledger_entry" VALUES(3,'1730c1bef0de4efdcf1efec08b539d2bc231028da6c215596d482d4a7ec5cf96','{"actor":"office","body_hash":"d5dc84ce87df887847945a3dad63b0b63414bea6a5352e9aea9084a6ae9885db","scope":"pool","seq":3,"t":"2025-06-01T09:00:00+08:00","type":"unit:affiliated","v":1}');
INSERT INTO "ledger_entry" VALUES(4,'69bd8751eeb17714c5a03efdf32d6d28be06f3c38f12162ba24340f6b50ed64f','{"actor":"office","body_hash":"8c9b4b27fee173487a0fbd88b8f511aca5102d94791e0f0893ec8e637abd94fd","scope":"pool","seq":4,"t":"2025-06-01T09:00:00+08:00","type":"roster:import:done","v":1}');
INSERT INTO "ledger_entry" VALUES(5,'d95e5a69a88853546e0550b0018d313ebb67c6174a6c58b6e6557332684d1163','{"actor":"office","body_hash":"fedf4038218bb1695d7926978d67b56f1826a54c07c63ec94f2d5d2736d4b948","scope":"g1","seq":5,"t":"2025-06-01T09:00:00+08:00","type":"score:group:opened","v":1}');
INSERT INTO "ledger_entry" VALUES(6,'3c9e59882c4044dd08e38efcfe0d43d19eb21bb48f7ed7fa848c01d8d26085ce','{"actor":"office","body_hash":"3f0ef453f61efc326e1c6ecb997661f26d4baa3cf546ecd3ed0e5cf72d0bbcef","scope":"g1","seq":6,"t":"2025-06-01T09:00:00+08:00","type":"score:group:begun","v":1}');
INSERT INTO "ledger_entry" VALUES(7,'9b567d59ce082c3632be1e3d6178dce7115456844ac1d5b5ccc345a59e452380','{"actor":"office","body_hash":"c15de8db2e9c44c691418a24e273352297af1557e6be87c237607096cab061a3","scope":"pool","seq":7,"t":"2025-06-01T09:00:00+08:00","type":"account:opened","v":1}');
INSERT INTO "ledger_entry" VALUES(8,'893862fd0f387f7ffa1391429ea10797ef6e142d3354fb02f8519043c44cfd4e','{"actor":"office","body_hash":"3f3b7d7f295dc3acd019ee49d32698332e96a0cb5c38bd47770454d52c73a701","scope":"pool","seq":8,"t":"2025-06-01T09:00:00+08:00","type":"invite:issued","v":1}');
INSERT INTO "ledger_entry" VALUES(9,'91b39f9a95175e47bf59675a4f818b19ba7489392ed336aeceb6e414bec70b36','{"actor":"office","body_hash":"b8d0c625c065d12e35c36168a8bdcb213442a54380875e325b18c493e1a681fb","scope":"pool","seq":9,"t":"2025-06-01T09:00:00+08:00","type":"invite:issued","v":1}');
INSERT INTO "ledger_entry" VALUES(10,'7c11fd896aa9ca8bc84ef0f73647d694d793744fe4420c7df02d4a2b45b57060','{"actor":"office","body_hash":"96b8fd374d2d72a8ca8e70b81beac3d3d5a75b3080c1257a4e8f94a5b652a621","scope":"pool","seq":10,"t":"2025-06-01T09:00:00+08:00","type":"invite:ended","v":1}');
INSERT INTO "ledger_entry" VALUES(11,'d81ef6d4b6f375c87ad8f7505c7e657e167976b6dff10884cd9767a58ef4a507','{"actor":"office","body_hash":"c9aa93bab1269cb79f3594226b24c3e7021c2091f7642197884313c501018b46","scope":"pool","seq":11,"t":"2025-06-01T09:00:00+08:00","type":"invite:issued","v":1}');
INSERT INTO "ledger_entry" VALUES(12,'082b9ba2daf3861a5ab7f15b051baaa4857570ccb9f4f202650de6c77ddd6bc5','{"actor":"office","body_hash":"484ef6eb01e74a33cbdc52c708cc9e8b49b0445164ae3bea0490093c692d89f9","scope":"pool","seq":12,"t":"2025-06-01T09:00:00+08:00","type":"invite:ended","v":1}');
INSERT INTO "ledger_entry" VALUES(13,'e92f999664cfce5e93740c7e55bea0b593bc15543b70b689b04e9cc6267400cd','{"actor":"office","body_hash":"455ab637783d016981a9928b54a853e7ecfe8930357df26188eca42617500f97","scope":"pool","seq":13,"t":"2025-06-01T09:00:00+08:00","type":"invite:issued","v":1}');
INSERT INTO "ledger_entry" VALUES(14,'c23913966c411f948fa957157a41d1ca33b7c4f96d1f9b77784afbef48b9be3b','{"actor":"office","body_hash":"1581664ccd1dad4cf7b25f8246693baa65141b5afc31d409e1656c9b5f3ff201","scope":"pool","seq":14,"t":"2025-06-01T09:00:00+08:00","type":"device:key:bound","v":1}');
INSERT INTO "ledger_entry" VALUES(15,'96d624190f5dcf348969c6ac01eabaeaa6683469b0d3bae24c598852ea34682f','{"actor":"office","body_hash":"2d7352907e6b5501d86572ef5410d0a8b1bae643f6c37d5bd4bdec6975dc0a37","scope":"g1","seq":15,"t":"2025-06-01T09:00:00+08:00","type":"score:invitation:answered","v":1}');
INSERT INTO "ledger_entry" VALUES(16,'0ab5cd2701bf336bda2479db4a3ce547a0e7934acea3139356a99824552879eb','{"actor":"office","body_hash":"9228c53953a5e18e361cf36ba97fa00c76615bc6f67b6d705076d349dc724e39","scope":"g1","seq":16,"t":"2025-06-01T09:00:00+08:00","type":"score:reader:enrolled","v":1}');
INSERT INTO "ledger_entry" VALUES(17,'e9c7de220881919a36fb65d68c56bda4941fbd6e2615009c44dea732844ccb95','{"actor":"office","body_hash":"7a110b9099ebc5034d53f79bf9b643673be9e3aae0f58762f34168027dfe926c","scope":"pool","seq":17,"t":"2025-06-01T09:00:00+08:00","type":"packet:finding:decided","v":1}');
INSERT INTO "ledger_entry" VALUES(18,'376947854088f2d5a8c5a9b99ef006875ad492804583fc0288dc719f74a5a27f','{"actor":"office","body_hash":"9cecd83956cb7a7bdbb53ebabbaa27a185231e5c51fc87aa69dfb4d30f22b8fa","scope":"pool","seq":18,"t":"2025-06-01T09:00:00+08:00","type":"packet:batch:released","v":1}');
INSERT INTO "ledger_entry" VALUES(19,'8d8ed07e02c85977a698719703be4a6bd4902585aaddc2b2f6d7b6c79534ecea','{"actor":"office","body_hash":"8b908e292ca4e327f5d19cafb2728a9eb2f349878a9c232f3ea03a5cf3605de7","scope":"pool","seq":19,"t":"2025-06-01T09:00:00+08:00","type":"conflict:finding:decided","v":1}');
INSERT INTO "ledger_entry" VALUES(20,'d663cae44d51ac8268b1681867e37a6fbdad49da57e73841f67d079f2d53f180','{"actor":"office","body_hash":"60c28cad26c93282904940d0783ccbf6435478bca26ac34c3e5cd0fa3b43a777","scope":"pool","seq":20,"t":"2025-06-01T09:00:00+08:00","type":"conflict:list:made","v":1}');
INSERT INTO "ledger_entry" VALUES(21,'e2b40b0b4a58c6540fbd763589a7348889e7e03c9cee35b0372f486e45beb191','{"actor":"office","body_hash":"a9e5f9848e0c2083e7253d7f7e40338b09214c1f160a94fe35722d32ba3025a1","scope":"pool","seq":21,"t":"2025-06-01T09:00:00+08:00","type":"assignment:drawn","v":1}');
INSERT INTO "ledger_entry" VALUES(22,'4927ae510b0c58eb72e80ce8f23fae8b74e9bf613971537e83c975df6ff1efe4','{"actor":"office","body_hash":"3382dd82fcd427c83915ea2d1bdc2c845d9c4394e49ef8c6260016fa416cfff0","scope":"pool","seq":22,"t":"2025-06-01T09:00:00+08:00","type":"assignment:reader:replaced","v":1}');
INSERT INTO "ledger_entry" VALUES(23,'2135682bab314c442528bf2b7bd4d2369e620d3f7cb4aa4e1e94b29929eca7ed','{"actor":"office","body_hash":"748926e4ac70df0d13150a968db89b1b9801481edca2d4c8e5b1d9014d8a5429","scope":"甲评委会/2025","seq":23,"t":"2025-06-01T09:00:00+08:00","type":"committee:kept","v":1}');
INSERT INTO "ledger_entry" VALUES(24,'d5c6a09199385b37b2d17d2165924222f4dbcc2a9b4dcd70ef026d5bd1d3a809','{"actor":"office","body_hash":"c87ae038ee30b69a4503a2ea6ce65c575bf5d7ae6e13a22437c3f90fcaecf532","scope":"甲评委会/2025","seq":24,"t":"2025-06-01T09:00:00+08:00","type":"meeting:called","v":1}');
INSERT INTO "ledger_entry" VALUES(25,'3ce3c1aa473fb075fadb49c47ae7efd6b5d73568634041c2ca462528f18b3ec8','{"actor":"office","body_hash":"a33ed71183c347665184336a7415d5e307660f1ce326dfd334b7101ee750faaf","scope":"甲评委会/2025","seq":25,"t":"2025-06-01T09:00:00+08:00","type":"meeting:called","v":1}');
INSERT INTO "ledger_entry" VALUES(26,'82848cbefab967d4d151295e9ce6c1bd738b3dd8ecc662df3649702280d12494','{"actor":"office","body_hash":"f1c238d5b6136b29b605ef77c8ee45e69b96b48019b916e537a4288b3a1c0fe8","scope":"甲评委会/2025","seq":26,"t":"2025-06-01T09:00:00+08:00","type":"meeting:roll:frozen","v":1}');
INSERT INTO "ledger_entry" VALUES(27,'cebd158b05ab6b73f18c3582b622d198037411090e9253b7f053e3dcd5095a10','{"actor":"office","body_hash":"044002ce5b4e9a85f22a0229eaaee892ef2454f4dfdae9aa443eeb307088c502","scope":"甲评委会/2025","seq":27,"t":"2025-06-01T09:00:00+08:00","type":"meeting:called","v":1}');
INSERT INTO "ledger_entry" VALUES(28,'50741375f75a5e70d76e5b37d95d0db492deb3fede15fa6dd60cf7ad530f4975','{"actor":"office","body_hash":"9c4a0415a09eec423cc82fef4a7dec96eea84b34c22138d76f26f22a67a6ec68","scope":"甲评委会/2025","seq":28,"t":"2025-06-01T09:00:00+08:00","type":"ballot:count:entered","v":1}');
INSERT INTO "ledger_entry" VALUES(29,'35cbd515f56d66cc83b9b9c9f4e0ec2da4dce1f1cf761af7038590a364a84beb','{"actor":"office","body_hash":"06ca31a05cedda63b7a7059bda61a7916d79f0b89b235b8b94b7e333995691f0","scope":"pool","seq":29,"t":"2025-06-01T09:00:00+08:00","type":"unit:affiliated","v":1}');
INSERT INTO "ledger_entry" VALUES(30,'cb6a77c1aedd3268656d988bc1e3cdf496e6d417896f8f18e30036e8f1834842','{"actor":"office","body_hash":"1fec55d17e4796e7bb490f013c4637b25fba088a5de35cb247d8e63a10371925","scope":"pool","seq":30,"t":"2025-06-01T09:00:00+08:00","type":"unit:released","v":1}');
INSERT INTO "ledger_entry" VALUES(31,'d8fedc47ba49b366fe8db2891ec6b8ae0b19413fb0ce3e8ce1ce301364b2aafa','{"actor":"office","body_hash":"0c795dec2cdfca05bb0825cbab534254c0bf5515b95692bf51899573162237d9","scope":"pool","seq":31,"t":"2025-06-01T09:00:00+08:00","type":"roster:frozen","v":1}');
INSERT INTO "ledger_entry" VALUES(32,'d4263d9a0164264a94a67ec19344ed25f3473fec052bb0d09e4f84ddc6739056','{"actor":"office","body_hash":"9a6ea4b9559b21dd694a759ad0fdb806fd83c1f715496feb5ff9de8c5a80f346","scope":"pool","seq":32,"t":"2025-06-01T09:00:00+08:00","type":"waiver:granted","v":1}');
INSERT INTO "ledger_entry" VALUES(33,'9e176330902fed8ae38674c8788c56ba0bfdf8e11e8a8063b56d4785c3f1218e','{"actor":"office","body_hash":"318055894dc65837f64e59f335f748edcc85d164baf0b9544bfe17516a051a01","scope":"pool","seq":33,"t":"2025-06-01T09:00:00+08:00","type":"roster:import:done","v":1}');
INSERT INTO "ledger_entry" VALUES(34,'bf53eb27a9463b43779e0b81872ddb1c906bfc1fb17ae30eeadad0b45a30fe52','{"actor":"office","body_hash":"b7c958f204dcf849c58e6f0279862c1428f780eccdbce552e1e1c152679a0aac","scope":"pool","seq":34,"t":"2025-06-01T09:00:00+08:00","type":"misconduct:lifted","v":1}');
INSERT INTO "ledger_entry" VALUES(35,'2a9235dabe150addebb87bb377d0748e5f9eb4684866211c2bab9fcbe1f7e476','{"actor":"office","body_hash":"a930aa821de18fb501b4d8c28a015f0bc5e6ae946daafa40b90cd717f8c41a35","scope":"pool","seq":35,"t":"2025-06-01T09:00:00+08:00","type":"roster:frozen","v":1}');
INSERT INTO "ledger_entry" VALUES(36,'0ee1164ccfcbd76772a34e05981721023fc2f562d69944f27120d684c322dd06','{"actor":"office","body_hash":"607bdc6dd450975d3da6ddd0bc93c6b58e0655d374cc186e6c735c56934a2d85","scope":"甲评委会/2025","seq":36,"t":"2025-06-01T09:00:00+08:00","type":"draw:panel:seated","v":1}');
INSERT INTO "ledger_entry" VALUES(37,'a64c302f85a579199a632b268f4ef39bb2c2e04edcea10b67e76308ea86515ce','{"actor":"office","body_hash":"d1b3000aa79528c118469a50c1a0bf1bd4d8e45e5027eb80de9c186e3fa5ccd6","scope":"夏季/2025","seq":37,"t":"2025-06-01T09:00:00+08:00","type":"draw:season:begun","v":1}');
INSERT INTO "ledger_entry" VALUES(38,'cc918cec7335b5593983e8c1bbe1324715474309496969bb929fe854301ec738','{"actor":"office","body_hash":"82d78dc54e7f4bf2a24d7981e4715195eee0992990c48d4cf0d7bc8a4d7d9925","scope":"pool","seq":38,"t":"2025-06-01T09:00:00+08:00","type":"misconduct:recorded","v":1}');
INSERT INTO "ledger_entry" VALUES(39,'d50d581b2e21980e821cadf7c77cf1a5d9063cc87aa8eec5a31fb24b5cf3d3ec','{"actor":"office","body_hash":"d5f3264ac66a29fd25b9014efc9c32046d948058cc66ee787fed92b47db8cec0","scope":"pool","seq":39,"t":"2025-06-01T09:00:00+08:00","type":"pledge:signed","v":1}');
INSERT INTO "ledger_entry" VALUES(40,'8a4419e6927d16c6ca1de2c60542751059755d39c97f7233362270e4468a2bc9','{"actor":"office","body_hash":"45b84074e78067970e91f1834f7f113b8cbeb5eb022f9a3df545142ffa23bb6e","scope":"g2","seq":40,"t":"2025-06-01T09:00:00+08:00","type":"score:group:opened","v":1}');
INSERT INTO "ledger_entry" VALUES(41,'5c104e4095c62f52fb9dd71ae91740798bcf3257507d4f2b5a85f8a485a8d5d3','{"actor":"office","body_hash":"6cbac826e9f3c4cd277d9042bb0e7a33756b235e3f433677fcde84aa77523424","scope":"g2","seq":41,"t":"2025-06-01T09:00:00+08:00","type":"score:group:begun","v":1}');
INSERT INTO "ledger_entry" VALUES(42,'863abfb4ff0a6c8c1e94416b117d71446e97dc8fcb3bbb89efdf7fe349012722','{"actor":"office","body_hash":"8cf22947b3b59a5b811355d9b2c8fb42744579889f5f8716145bb11541385a2b","scope":"g1","seq":42,"t":"2025-06-01T09:00:00+08:00","type":"score:invitation:answered","v":1}');
INSERT INTO "ledger_entry" VALUES(43,'37e641e2d3486541985791f0927aa65b6e79f6d07c29dd4bc859afe8d3f8f544','{"actor":"office","body_hash":"3be1d599d3791ea52ff46390d046da23bbff5c77346389e70450ab054af5e815","scope":"g1","seq":43,"t":"2025-06-01T09:00:00+08:00","type":"score:extra:drawn","v":1}');
INSERT INTO "ledger_entry" VALUES(44,'fbe0920c5b8b9194ae0fb4059dece0cfba28dcd65514f6cad7b1c37206ada981','{"actor":"office","body_hash":"64398143194917fc5b352577fe47de2807ee9d39b3d3072dec74ea01e120d928","scope":"g1","seq":44,"t":"2025-06-01T09:00:00+08:00","type":"score:group:closed","v":1}');
INSERT INTO "ledger_entry" VALUES(45,'8308ad9e582b8047ac2d6dbf09a0c5c39988df5f3b877a05acd69c448c64220e','{"actor":"office","body_hash":"2abad510988820d642837d8bfe4cb7b499156b602e8b9cb6954009a56ac56560","scope":"g1","seq":45,"t":"2025-06-01T09:00:00+08:00","type":"score:closing:kept","v":1}');
INSERT INTO "ledger_entry" VALUES(46,'ebf1326d3f5e90c978e155531d016937d2aa0328eeb43b04c455d1083b024013','{"actor":"office","body_hash":"14a89d4523d788209bbf62d648015c774946e813aa2c320cdbe1215598661e80","scope":"g1","seq":46,"t":"2025-06-01T09:00:00+08:00","type":"score:group:unsealed","v":1}');
INSERT INTO "ledger_entry" VALUES(47,'83a277b8e83799906d491bcc04f5aad15db40f2e57ec9c11aa4a8263f7a45399','{"actor":"office","body_hash":"69cbb21a05ca6d209ce018c4add5b721cd1122c4970bc5976e9f10dabc43264c","scope":"pool","seq":47,"t":"2025-06-01T09:00:00+08:00","type":"vault:unsealing:asked","v":1}');
INSERT INTO "ledger_entry" VALUES(48,'cec4c3cbff78b970728c6d7a3f76a0b88c466491273dc4233c95620710e68993','{"actor":"office","body_hash":"408fec2212a43cfdff9cdada2706a22f3065926204205870668808fef9166318","scope":"pool","seq":48,"t":"2025-06-01T09:00:00+08:00","type":"vault:unsealing:kept","v":1}');
INSERT INTO "ledger_entry" VALUES(49,'70d094d99b343d79fe61d1fdba23eeec11514f59d3361d0dcda517df7215811c','{"actor":"office","body_hash":"6e6dc2ea7971ba3d8cb2b605b6d66387be51e3e5ced824ec74d5ef67f6aa83ff","scope":"pool","seq":49,"t":"2025-06-01T09:00:00+08:00","type":"calendar:year:entered","v":1}');
INSERT INTO "ledger_entry" VALUES(50,'a2c8f43d42b916d2178998b605d92e6928ea281871ec50cab9bee0712f682cc0','{"actor":"office","body_hash":"e113fbeea7813a136b63d9739c18e1a94201c30186f9b349b9599bf76a8ff5d3","scope":"pool","seq":50,"t":"2025-06-01T09:00:00+08:00","type":"season:dates:entered","v":1}');
INSERT INTO "ledger_entry" VALUES(51,'7b6a13c6c012b309fc91d2e8b3b66b2c4695d373f8f9162a425514db8f310442','{"actor":"office","body_hash":"08d84dc23b72330baeb85bfea6b4a8687386476853e044929350be14f44dcbfa","scope":"甲评委会/2025","seq":51,"t":"2025-06-01T09:00:00+08:00","type":"committee:days:entered","v":1}');
INSERT INTO "ledger_entry" VALUES(52,'5cf74fdd74c15cfb1943e82a479703d4ea631e435c919cc950345593506e8609','{"actor":"office","body_hash":"644e32c65fb457e2a89c94afc4ec08e79914370dc86ec29a520fc53574f8ffd8","scope":"甲评委会/2025","seq":52,"t":"2025-06-01T09:00:00+08:00","type":"filing:opened","v":1}');
INSERT INTO "ledger_entry" VALUES(53,'371607c3f5e70255e24bde10d48b3cd049da98dcf5c11796a70ed861c8a88585','{"actor":"office","body_hash":"55177dc9d4c8a28c0c6a1be32115cbaf7aa138604af1d96b43a524585a4a2582","scope":"甲评委会/2025","seq":53,"t":"2025-06-01T09:00:00+08:00","type":"filing:step:taken","v":1}');
INSERT INTO "ledger_entry" VALUES(54,'e838ffc8f59fc460a82299d3ba021641af944c5750267ace3f4dccb03864144c','{"actor":"office","body_hash":"21b4203c2993a30a468b861f92c07281c22c1eb16491c5ff52da37af41efc999","scope":"s/2025","seq":54,"t":"2025-06-01T09:00:00+08:00","type":"report:issued","v":1}');
INSERT INTO "ledger_entry" VALUES(55,'15bb52f97e691522b2e225d332637f3f6e9964a8984723e63e67ab409f33ba7d','{"actor":"office","body_hash":"5dfde770b3f328e62456002c9f579b2ca8624151922ad49fed0d96212c832bf5","scope":"s/2025","seq":55,"t":"2025-06-01T09:00:00+08:00","type":"report:issued","v":1}');
INSERT INTO "ledger_entry" VALUES(56,'2e0e896376678919f6d6699b0c59d751000d562053db21aff1f20aebc9ece8a6','{"actor":"hrss","body_hash":"361170d5e851f22578e027885fa7a36037d4a1f8dcdb030c5326d512044dde90","scope":"s/2025","seq":56,"t":"2025-06-01T09:00:00+08:00","type":"report:countersigned","v":1}');
INSERT INTO "ledger_entry" VALUES(57,'9d87c5240d1bc77275377899c40ca7f2b86352a3eb3b82b1c40d9a5ccbd20d7a','{"actor":"office","body_hash":"e88fa1e05d0022179cf9d1620f107406640702e24133bede743ad30788794a84","scope":"甲评委会/2025","seq":57,"t":"2025-06-01T09:00:00+08:00","type":"meeting:called","v":1}');
INSERT INTO "ledger_entry" VALUES(58,'c2f7fa9f68e34c721992b5dae12793ddf679c240b22bacc39f7d33ff706432fd','{"actor":"office","body_hash":"9e19099c108e48bc6ba9a46a8c2b02f43e0156be64ecdec3077fd96246a8f145","scope":"甲评委会/2025","seq":58,"t":"2025-06-01T09:00:00+08:00","type":"result:ranking:made","v":1}');
INSERT INTO "ledger_entry" VALUES(59,'cebcc806606cd329370b24497d482c8c0167219d864e285f6a3cc020f2f44902','{"actor":"office","body_hash":"a9741bf463b397cf60515023f6c98e4e60fc37382ecbf0797e617a5753b4f7cf","scope":"甲评委会/2025","seq":59,"t":"2025-06-01T09:00:00+08:00","type":"meeting:called","v":1}');
INSERT INTO "ledger_entry" VALUES(60,'c2501facf0bc255f77ec918002f89aa0e6dc2b3bc023d7fc2045e6b8c88034b6','{"actor":"office","body_hash":"791fc3ba78e77fc016ae7d16155d845dc623f143e2c54c4e3495bf16c03f290d","scope":"甲评委会/2025","seq":60,"t":"2025-06-01T09:00:00+08:00","type":"result:ranking:made","v":1}');
INSERT INTO "ledger_entry" VALUES(61,'b70a3a8491db666725988c575049781aefb96f8733a0f11bbf8ac189ef909d83','{"actor":"office","body_hash":"04bcf033f5a2c4fa552895af58b6bd3391111c90e337fc3c541e07cde8ecb8a1","scope":"s","seq":61,"t":"2025-06-01T09:00:00+08:00","type":"result:list:published","v":1}');
INSERT INTO "ledger_entry" VALUES(62,'4889dbd561e340da38661c4a26a73d910ca7089aafe64c7586649aed71f48184','{"actor":"office","body_hash":"39c3b7d948d857eee5dca1d18cd48699140d1143cec1825df339336a69f327f7","scope":"甲评委会/2025","seq":62,"t":"2025-06-01T09:00:00+08:00","type":"meeting:called","v":1}');
INSERT INTO "ledger_entry" VALUES(63,'4eb4a1354ed539f6d6306f8b97b7e8a83e0a5200bafda348d8b1d43fb291ea0e','{"actor":"office","body_hash":"67fb554af8999cfd43df555331fcc30c060205263bbc6b124a72f1a0a177eb15","scope":"甲评委会/2025","seq":63,"t":"2025-06-01T09:00:00+08:00","type":"result:ranking:made","v":1}');
INSERT INTO "ledger_entry" VALUES(64,'bb7cbaae4fd316785bb5fc58567a6024810a23703e3399d7386053f07af0dd7a','{"actor":"office","body_hash":"dff12185ff199e47e00d7beba325dbf19b3e22de0b0022f156cfd8f2c621c2cc","scope":"s","seq":64,"t":"2025-06-01T09:00:00+08:00","type":"result:list:published","v":1}');
INSERT INTO "ledger_entry" VALUES(65,'14c3fdc8ca273c2b5912effd167d37dbe3061aef457baac58ece50506872d5ad','{"actor":"office","body_hash":"5fbd9c2355ab54ed7c4709fb7035e4595fb33a4a5961a63a06f5e655523fd069","scope":"s","seq":65,"t":"2025-06-01T09:00:00+08:00","type":"complaint:registered","v":1}');
INSERT INTO "ledger_entry" VALUES(66,'9c519a547fffea3cbb638a1342e3969bd14b234c3cb4657c2869a3564f8ecf1e','{"actor":"office","body_hash":"beae0ab644dfba7a6ec979627d293524b37b50e32eed4e432eac0ee1cc46e04a","scope":"甲评委会/2025","seq":66,"t":"2025-06-01T09:00:00+08:00","type":"meeting:called","v":1}');
INSERT INTO "ledger_entry" VALUES(67,'fef23a4f7f97f9312a8b13511c46055c309fb7a595a4cbcd8f5f1554dbfcb4f8','{"actor":"office","body_hash":"55bc37f9776dff393c90585a1d6d338be9bf97a4209df7029f8d0b651010b385","scope":"甲评委会/2025","seq":67,"t":"2025-06-01T09:00:00+08:00","type":"result:ranking:made","v":1}');
INSERT INTO "ledger_entry" VALUES(68,'b64bf74815656c1ff1de2dc1a7082c1b4c1970b6b3c8a03b9c809b254b09fcf8','{"actor":"office","body_hash":"4f97545fbdef386813c0fab95c2cd652930ed4f4ef0b672b3e2198a68ed19bed","scope":"s","seq":68,"t":"2025-06-01T09:00:00+08:00","type":"result:list:published","v":1}');
INSERT INTO "ledger_entry" VALUES(69,'10682c8b8c3108c784fc356d9d0b4a101970a6f044e9d7508e15aee36125d5b3','{"actor":"office","body_hash":"3f8518fb34454744983d98583e4625b19ec4deb97bff21f71ed0dc9a5f63dcf7","scope":"s","seq":69,"t":"2025-06-01T09:00:00+08:00","type":"complaint:registered","v":1}');
INSERT INTO "ledger_entry" VALUES(70,'6cbb4914297b14eea7a589748ec5b07507e408e144d9e8b4564024115a817276','{"actor":"office","body_hash":"496b5689057aff2799223dfb5a439e94bed41ca542813628975d6e3d394e097b","scope":"s","seq":70,"t":"2025-06-01T09:00:00+08:00","type":"complaint:answered","v":1}');
INSERT INTO "ledger_entry" VALUES(71,'082bc35bd4b9f58b810c1afea40601d6592d9eea36d8f4df2f7139a0b5175dc0','{"actor":"office","body_hash":"a22bbb9d8729b983eeec9c76f4e180c8372319203489581322d95574dbf71500","scope":"甲评委会/2025","seq":71,"t":"2025-06-01T09:00:00+08:00","type":"meeting:called","v":1}');
INSERT INTO "ledger_entry" VALUES(72,'42dcc457d7e92641c8b95d7b00397b326ebc0de19b01e633e7c5b1c9a0998bd3','{"actor":"office","body_hash":"1ca9709e6f4fb625592547f39646a0f9941587278a522ea703f113677804cf7f","scope":"甲评委会/2025","seq":72,"t":"2025-06-01T09:00:00+08:00","type":"result:ranking:made","v":1}');
INSERT INTO "ledger_entry" VALUES(73,'1353bf6c0b5616e00bbda86232d023ee878307508e82df594e1b1aeacef0d46b','{"actor":"office","body_hash":"a05f863e45e7f8b348014f6b4828652f1d093fe19b640cf7abffbc4aeff10207","scope":"s","seq":73,"t":"2025-06-01T09:00:00+08:00","type":"result:list:published","v":1}');
INSERT INTO "ledger_entry" VALUES(74,'985c9bd8e3b1fef54a7fb104fb0bb9902c421cf926ee45c44d7a75650af51bb8','{"actor":"office","body_hash":"086f0118a13fc968a84d73e2792b04559dc0c6ea6795e09afe5d80f806c9aefd","scope":"s","seq":74,"t":"2025-06-01T09:00:00+08:00","type":"result:list:confirmed","v":1}');
INSERT INTO "ledger_entry" VALUES(75,'697730f0df137211179245462d69d119c75b98206205a740c5d23305f261ceec','{"actor":"office","body_hash":"209f0f527d469245dc95d79bd24aae17b485975b9e50370528331f334863d50c","scope":"甲评委会/2025","seq":75,"t":"2025-06-01T09:00:00+08:00","type":"committee:text:saved","v":1}');
INSERT INTO "ledger_entry" VALUES(76,'d9435d80029c253cfedcb15583e313816be7ed632c21ee6acc0b519a5942e7cd','{"actor":"office","body_hash":"aff41ed852493b1c373420916d724a2f66d5d58d43335167d6be5b6880b713f5","scope":"甲评委会/2025","seq":76,"t":"2025-06-01T09:00:00+08:00","type":"committee:text:saved","v":1}');
CREATE TABLE ledger_frontier (
	id INTEGER NOT NULL, 
	frontier TEXT NOT NULL, 
	CONSTRAINT pk_ledger_frontier PRIMARY KEY (id)
);
INSERT INTO "ledger_frontier" VALUES(1,'{"algorithm":"sha256","peaks":["e7700c441c9d889e35106d6c430cc1f6ce922da2aeabf128b733fc76fe658302","d27dbed29138032bec9f1eb8f0dcf6151521037c1b588a16eb1163679854ee37","01f81f20b819a368ecc355bd2a8d926f6071acf68dff32cb0a8be121781ea019","d9435d80029c253cfedcb15583e313816be7ed632c21ee6acc0b519a5942e7cd"],"size":77}');
CREATE TABLE ledger_payload (
	seq INTEGER NOT NULL, 
	salt VARCHAR NOT NULL, 
	content TEXT NOT NULL, 
	CONSTRAINT pk_ledger_payload PRIMARY KEY (seq), 
	CONSTRAINT fk_ledger_payload_seq FOREIGN KEY(seq) REFERENCES ledger_entry (seq)
);
INSERT INTO "ledger_payload" VALUES(0,'bc1c62d89340f4e0d8a072e31137ec7937e8f6217cf492416ba1db8b8a2a56ac','{"records":[]}');
INSERT INTO "ledger_payload" VALUES(1,'d7a39dfc25be0a76495003b4f393ad8d23f498f0218a703128987963b8450f82','{"by":"王","facts":{"added":3,"batch":1,"changed":0,"digest":"00","removed":0,"source":"名册.xlsx"},"records":[["expert","[1]","68c18df8e95ee6f762ff75d96e23d9dfac8442425dd6ca042646d65e082ea917",null],["expert","[2]","435e3366654280f4e8c52278d8c4c19f07cf96c3acc17798f341bcae483a794c",null],["expert","[3]","983071de064d669c5395a9e3fa57d4d219af108df8eb756ce95b3dbd2ef915e0",null],["import_batch","[1]","06f55b0a6f2a032cf373224c5ef7dd1f95fb43bce25978098a835e2cf24af601",null],["pool_lock","[1]","eb578d3163c0f8031460ab4f0cb912cf858b16ab584ccfa5a7ee07f750c311a1",null]]}');
INSERT INTO "ledger_payload" VALUES(2,'9ba4a307728cb7e4285cdecf181d969bec020eae7344e886e9c46224d9e5f412','{"by":"王","facts":{},"records":[["misconduct","[1]","bbf60c7668e73748006aa0998d7f160bd9ff5cd3f05495830ba82383b84bf5f7",null]]}');
INSERT INTO "ledger_payload" VALUES(3,'9f3aef54f409a1d9dc70b793786b958d56a78d576ebfff97fb84c4abbad273e8','{"by":"王","facts":{"of":"研究院","unit":"检测中心"},"records":[["unit","[\"\\u68c0\\u6d4b\\u4e2d\\u5fc3\"]","b69da68bff5e3eacc96f3f880da71984db6e0ab94cf16ba247c21dc0f10e4c51",null],["unit","[\"\\u7814\\u7a76\\u9662\"]","e9357835574882c6d0f5e6a13db0cb307a37e9938a7792fabbae5eaa32a7b66e",null]]}');
INSERT INTO "ledger_payload" VALUES(4,'51c1fbeb498c233a9ac77165a948ecc13a76c1e18c66ad8a1ec77e0fdec07cf1','{"by":"王","facts":{"added":0,"batch":2,"changed":1,"digest":"00","removed":0,"source":"名册.xlsx"},"records":[["expert","[1]","998336e481ce5e2f1aafb21febf2bdc5afa86496e8a66fe29d5ffb238c0adb4d","68c18df8e95ee6f762ff75d96e23d9dfac8442425dd6ca042646d65e082ea917"],["import_batch","[2]","4f0df5756024bb82977ffa83b2cc8f54cd4b219a0519115ca6e1c0019b6283bb",null]]}');
INSERT INTO "ledger_payload" VALUES(5,'1f68d25ce6556e2ce994935713b25b13d60eb71283513ac5127a98f13f40ff47','{"assignment":"0000000000000000000000000000000000000000000000000000000000000000","format":"expertpool-review-group/1","group":"g1","packets":[{"codename":"0000-0001","sha256":"0202020202020202020202020202020202020202020202020202020202020202"},{"codename":"4821-3907","sha256":"0101010101010101010101010101010101010101010101010101010101010101"},{"codename":"9999-0000","sha256":"0303030303030303030303030303030303030303030303030303030303030303"}],"plan":{"method":"plain-mean/1"},"rubric":{"code":"engineering-senior","format":"expertpool-rubric/1","indicators":[{"anchors":[{"at":9000,"says":"能独立解决复杂问题"}],"code":"ability","title":"专业能力","weight":40},{"anchors":[],"code":"results","title":"业绩成果","weight":40},{"anchors":[],"code":"ethics","title":"职业道德","weight":20}],"longest":{"comment":1000,"reason":300},"scale":{"grades":[],"highest":10000,"lowest":0,"reason_from":9500,"reason_to":4000,"step":50},"title":"工程系列高级","version":1},"title":"冶金高级组","trustees":[{"holder":"hrss","public":"4b78c04dc3ed15ca770a6100ebd94361f90d21195e37792ff1a50cb5d2524043"},{"holder":"inspector","public":"e809ee02b3d0d79c63a3cd27b15bcb9fcfe4369c5cfcaaf2f99d57527fca6b3c"},{"holder":"office","public":"28a7934581ca2ad685ee957f39c72aed6c0b9c9ba63b3e8b0268fea6b903671c"}]}');
INSERT INTO "ledger_payload" VALUES(6,'73a652785a68f57cf4493e9996f2062340cf376f80384d7ea732a72a3e66e9a4','{"by":"王","facts":{"packets":3,"readers":3,"tasks":3},"records":[["review_group","[\"g1\"]","fb0781957d54f36dbf3d018c49517abc0b951b57cfcac070d896ef802aad9e24",null],["review_reader","[\"g1\",\"R251NW1\"]","af9cd29fcd23b84e88343e7b2d5981ad4b05554c237d1a80a07908343a1078b1",null],["review_reader","[\"g1\",\"RF9147J\"]","1da7ad55e48d0e1902ebd6cfaa930b4de77c5aa3d91290a6766766e0fa8c85db",null],["review_reader","[\"g1\",\"RFJYEZQ\"]","4aaf44a74a3151fa73febe35572bfbd70d1f083e4d77fa8c7b46ed03b0e6a60e",null],["review_task","[\"g1\",\"0000-0001\",\"RF9147J\"]","7788ed7d088d4f4e79e48e8fddf6333a60e4aab76600ef3c862b90ee87381ec9",null],["review_task","[\"g1\",\"4821-3907\",\"RF9147J\"]","5f633638b5701af40cd931aa1769047237547e1e8d79e4c7fe0d7e9553b38897",null],["review_task","[\"g1\",\"9999-0000\",\"RFJYEZQ\"]","70e86edf87a507e9049c0788dfdf8f80c6c0a68465ceabca301f656377306d12",null]]}');
INSERT INTO "ledger_payload" VALUES(7,'409c3a932211c90cf601448a0caaedc01fe9e43574a9c70119171ba05a307a23','{"by":"王","facts":{"role":"office"},"records":[["account","[1]","2b7dc577a96b727760081e03bf11c314377e478cadfca657a669579c0fe25fe0",null]]}');
INSERT INTO "ledger_payload" VALUES(8,'444bfa14f7d1cb54f2de35b20a0e378e8004be087b934333fb4ce8aab1d53632','{"by":"王","facts":{},"records":[["account","[2]","8611d73168d31799d6366a8e0e8725ee1432226e21d24f0542d04789300642da",null],["invite","[1]","8ead5ed23133efcfb3c4e7603fe588dcd300423f88de786da1ab5d5d1fe32259",null]]}');
INSERT INTO "ledger_payload" VALUES(9,'6f9649b280760a61fb5368cda7bf331ddc1e124688643ac331a9c952b4cb29e3','{"by":"王","facts":{},"records":[["invite","[1]","75f5572f8d55b3cb8bf725459d291cd9773d16223de41a35da1c246ccb6e5860","8ead5ed23133efcfb3c4e7603fe588dcd300423f88de786da1ab5d5d1fe32259"],["invite","[2]","8508efdd9971bf87576feacd5dafdeb9c496641adfad9312a8c1e83303ae7828",null]]}');
INSERT INTO "ledger_payload" VALUES(10,'b4fb587a2a07a67cd42796e4f18fda56f6bf1f1b315af828db8d0d19f6b48ea6','{"by":"E0001","facts":{"why":"used"},"records":[["invite","[2]","00fefb06a0945e82cd5d9ea1f996382e52e4ff2af60b4d5e211f518b2f4304ba","8508efdd9971bf87576feacd5dafdeb9c496641adfad9312a8c1e83303ae7828"]]}');
INSERT INTO "ledger_payload" VALUES(11,'f5ed6eba920dd55e18dade09138f849c3c7312f7480d79017bbecfd1134c6f00','{"by":"王","facts":{},"records":[["invite","[3]","4ab1683e906b69bf7be56b1c9d193774d3f2038be5f8c387952e3ab76900cbec",null]]}');
INSERT INTO "ledger_payload" VALUES(12,'40278383c2ea8843fdac40d6d92c444766884d4335a2824350233c3cb46868f7','{"by":"E0001","facts":{"why":"tries"},"records":[["invite","[3]","1c5730ad2830be83a84e8acdc32447210cc9635e8f2d9ae2eaca0aed9d636d34","4ab1683e906b69bf7be56b1c9d193774d3f2038be5f8c387952e3ab76900cbec"]]}');
INSERT INTO "ledger_payload" VALUES(13,'fc23c843fdac404b57a8179d076bb858f25e4c9181610357f8e0efc6667050aa','{"by":"王","facts":{},"records":[["invite","[4]","17709d726afbf993ccd34bb180c11c5beb99d64d4af63ab817e9f9fbb32ab779",null]]}');
INSERT INTO "ledger_payload" VALUES(14,'b8fbfa782fd3384045c88daa22e1a3a4a99345653bd577876b02668172de0750','{"by":"E0001","facts":{"key":"57a6dfd7a249eb242ebfacbbf91fc7652f0d440f5f1dd7d750694fc68b4c3df8","scripts":""},"records":[["device_key","[1]","46504170654b70252d4b70b8209b3a11f31ed16b84be1779e1a3f9592926a570",null]]}');
INSERT INTO "ledger_payload" VALUES(15,'a8179e7543ad9cd3cda31bc40939d647f8894fac5bb731367d581fd002e4b495','{"by":"王","facts":{"answer":"accepted","withdrawn":0},"records":[["review_answer","[\"g1\",\"RF9147J\"]","c274632b0ca68f7f654b4eb0b4c43b34dfb58e80c62effc1f776ea09f60d0932",null]]}');
INSERT INTO "ledger_payload" VALUES(16,'881bafa6a208b8112b200802fb7d3b627d07c31faae798cbb3d0ffb5f308ebda','{"by":"王","facts":{"custody":"reader","reader":"RF9147J"},"records":[["reader_key","[\"g1\",\"57a6dfd7a249eb242ebfacbbf91fc7652f0d440f5f1dd7d750694fc68b4c3df8\",\"RF9147J\"]","9d174ffa37602065ca21d1aa60f5ada4c145961dd79aecb15884b9b87b2aaede",null]]}');
INSERT INTO "ledger_payload" VALUES(17,'27e6e822e11e061a883f82b20efbe8336e9630e435bdf0161fa6a1e6b286726a','{"by":"王","facts":[{"decisions":[{"about":"q"}],"key":"A001"}],"records":[]}');
INSERT INTO "ledger_payload" VALUES(18,'86ce428d58037aba79ae11906c08047dbca2c6634e2c50996d89c6e80b8d534c','{"by":"王","facts":{"0000-0001":"00"},"records":[]}');
INSERT INTO "ledger_payload" VALUES(19,'80054625acab32f11b5659c569bacb3c38a86bb7b96ddf6126c5c6e6f5ba4349','{"by":"王","facts":{"a1":{}},"records":[]}');
INSERT INTO "ledger_payload" VALUES(20,'f1fa76990e7dc327fb3efd5bc449f2526bdd3822f088c7e36c32dd638782a277','{"by":"王","facts":{"counts":{"sure":1},"list":"00"},"records":[]}');
INSERT INTO "ledger_payload" VALUES(21,'22d44f52b7df972f2d70bc47587ae21c49b9f17cf8125776c755df334d0c9ebb','{"by":"王","facts":{},"records":[["assignment","[\"01\"]","606501e6a6666f69e1551c3e5eba87565bda1e549c6424c690966d507febb25a",null]]}');
INSERT INTO "ledger_payload" VALUES(22,'d613aeff7353d8f59a7000407158cb496c7c3880c4e2b9b8aaddcae71ccad07c','{"by":"王","facts":{},"records":[["assignment","[\"02\"]","e45272bf0ef5ca56937df801e10291d45ae4db84aa78fa106d94d6f0d3ea774b",null],["recognition","[\"01\",\"0000-0001\",\"E1\"]","7393d94a848302097d4773cf01f242f1edc777770e38b16dc24edd5d6d2af90c",null]]}');
INSERT INTO "ledger_payload" VALUES(23,'a9e3ae81ed969274e3260b765e7598fac6919a2a73a9b0c012a2279e7582bd8d','{"by":"王","facts":{"name":"甲评委会","year":2025},"records":[["committee","[1]","b4c090830428c4fc311fad7af4a7180b2aaa827f774b36005aba2219e22f92d4",null]]}');
INSERT INTO "ledger_payload" VALUES(24,'a604461adceaada10a79f7a33602e88757a20e708ed245a0196111fa90c47c18','{"by":"王","facts":{"candidates":1,"members":2,"number":1},"records":[["meeting","[1]","5f6e2c270b54c61ba678222356b58da52986dbb473475a979d3a8ed283893613",null]]}');
INSERT INTO "ledger_payload" VALUES(25,'525d51c110b93c6787103530899c674d5c02bbecd0a82dfa8023bdac98eb166c','{"by":"王","facts":{"candidates":1,"members":2,"number":2},"records":[["meeting","[2]","72e7fba34e3e305edba9956b71c44e4202b8936d5c0243606268ff6506c03b65",null]]}');
INSERT INTO "ledger_payload" VALUES(26,'2ad50308b159a1b817e915ed0513d31c1d429fbde327ec65c78bedd8dadbaa34','{"by":"王","facts":{"number":2,"recusals":1},"records":[["meeting","[2]","740e70861f6496aec49831722fb246a9fa935224f89f61e71a2643fd470cc4c9","72e7fba34e3e305edba9956b71c44e4202b8936d5c0243606268ff6506c03b65"]]}');
INSERT INTO "ledger_payload" VALUES(27,'bfcc1bf645fbfa5f55f2be2a9cf1329cceaccb99080991b3d4e0f7ac1a324f80','{"by":"王","facts":{"candidates":1,"members":2,"number":3},"records":[["meeting","[3]","5e8c75fd1aa4b29617787725caceab770b6316676d5938188f936ffe8f53b259",null]]}');
INSERT INTO "ledger_payload" VALUES(28,'91b4b0e2e2e2c41f9edcbab47ae31ccfbe18fa3b87aa0a6db13a01796b364f19','{"by":"王","facts":{"agreed":true,"candidates":[],"number":1,"paper":true},"records":[["ballot_count","[1]","218452f35f15d3c70c10f738c8fbced211d19ae59e6d06a1d318418745a8c66c",null]]}');
INSERT INTO "ledger_payload" VALUES(29,'1dd74025b65ad174089e3550bdf7137aae8a17eb3100b7dae42222c2b9ff7609','{"by":"王","facts":{"of":"研究院","unit":"杂志社"},"records":[["unit","[\"\\u6742\\u5fd7\\u793e\"]","5d19915dd5bcce1958e6652811cbce1f15fbd196a626a06045638a53d3ebb05d",null]]}');
INSERT INTO "ledger_payload" VALUES(30,'79ea8fcddf52042cd9bca7418c0f28360578b86e13bc4c8e45ac87fe7cc5ea8c','{"by":"王","facts":{"unit":"检测中心"},"records":[["unit","[\"\\u68c0\\u6d4b\\u4e2d\\u5fc3\"]","ef501bb16353e2aa64409271dd1b26def661b49c7d62c56700f0bb8eca56aef9","b69da68bff5e3eacc96f3f880da71984db6e0ab94cf16ba247c21dc0f10e4c51"]]}');
INSERT INTO "ledger_payload" VALUES(31,'5e8a271738a6cb6fae4981d1c942b8eb5685ac50c710214a4ed1a3ad97dc8379','{"by":"王","facts":{"digest":"2c9f08715131243544d447999cfaeef6389e8bd0350ae40a2fbec410c384817c","experts":3,"source":"a.xlsx"},"records":[["roster","[1]","842c1d4afa710052108cdb60d1337c1bb323a732fe8432844cfd10b9c7ac7c2a",null],["roster_content","[\"2c9f08715131243544d447999cfaeef6389e8bd0350ae40a2fbec410c384817c\"]","93745286820285354e6d7d7e821fbeb2548675e193e730db5704aa666e41fdc5",null]]}');
INSERT INTO "ledger_payload" VALUES(32,'1e156b3ecf970193d276a6169a177faedc9057ed5aa42813cfde90d9a1925ef1','{"by":"王","facts":{"rule":"rest"},"records":[["waiver","[1]","866506cd28455628b4723eef9bc39299e41919d8299ea3d3474202bf8327c9ce",null]]}');
INSERT INTO "ledger_payload" VALUES(33,'dd6718099de67de80da143d354e11a77249ade919d7315b642e82e05a314ad54','{"by":"王","facts":{"added":0,"batch":3,"changed":1,"digest":"01","removed":1,"source":"b.xlsx"},"records":[["expert","[1]","81f78e74de49fa298f1ca7480503a43382591dd24a69c9214a19c2d9572951c9","998336e481ce5e2f1aafb21febf2bdc5afa86496e8a66fe29d5ffb238c0adb4d"],["expert","[3]","60498641fe69a61fd497c830c4459bd0c352ffe731a6984e754e979ee0bed85d","983071de064d669c5395a9e3fa57d4d219af108df8eb756ce95b3dbd2ef915e0"],["import_batch","[3]","67e70bdf2564fc83ac99c60671165c9374a8260766c45c60dd789802f4522af8",null]]}');
INSERT INTO "ledger_payload" VALUES(34,'20bae6ec3ce5100b822ff7da1248ebac8d9852d24000c5d44dadc2300fb7d031','{"by":"王","facts":{},"records":[["misconduct","[1]","fd6da5893bdfee082894ee14fcaa642c25a3c7957c7de90c83ca7949b9b18b51","bbf60c7668e73748006aa0998d7f160bd9ff5cd3f05495830ba82383b84bf5f7"]]}');
INSERT INTO "ledger_payload" VALUES(35,'6b54a7d981480b25e302e3005e5573d9e18e1bd5d05e36acee48102374f6b423','{"by":"-","facts":{"digest":"2c9f08715131243544d447999cfaeef6389e8bd0350ae40a2fbec410c384817c","experts":3,"source":"a.xlsx"},"records":[["roster","[2]","34d59ad172fbc9ef43dea4604be14ae89507b281caf78cc703ecea8e9b791110",null]]}');
INSERT INTO "ledger_payload" VALUES(36,'0c10165aff39ac55d24633966f48f061d74cece792cfea2a895a199ba1d23399','{"by":"-","facts":{"assurance":"M0","attempt":1,"method":"lottery","roster":"2c9f08715131243544d447999cfaeef6389e8bd0350ae40a2fbec410c384817c"},"records":[["draw","[1]","77f22f07f3bfa05c9715e476bbab5601300f40608dcc1c188b345d9769b0d09f",null],["panel","[1]","b2114068208214be08cac5d3176100518cac16f9d64cc616aeef0ee5be6d6e08",null]]}');
INSERT INTO "ledger_payload" VALUES(37,'4043008afdcf10be0af913d64b63adae5d400afe56eda1bfba678deb074e7233','{"by":"王","cap":1,"committees":{"1":["","2025-08-15","2025-08-15",1]},"inputs":"0000000000000000000000000000000000000000000000000000000000000000","method":"lottery","name":"夏季","packs":[],"roster":"0000000000000000000000000000000000000000000000000000000000000000","secret":"0000000000000000000000000000000000000000000000000000000000000000","seed":"0000000000000000000000000000000000000000000000000000000000000000","seed_text":null,"source":"a.xlsx","started_at":"2025-06-01T09:00:00+08:00","tickets":1,"versions":{}}');
INSERT INTO "ledger_payload" VALUES(38,'3c7bfec8a8a074085db8d96fff0c05951dc63ecb1ba172187f0726a882d6637b','{"by":"王","facts":{},"records":[["misconduct","[2]","a9db27243d73ef71e82c80f18437b9272b06b3d3d4ad7e9e51a4f167242b3278",null]]}');
INSERT INTO "ledger_payload" VALUES(39,'fb03b8b92e59cd27bb9352b7510c342b86ec8827c3bccc5d0c2c6f8a8be7ab37','{"by":"王","facts":{},"records":[["pledge","[1,2025]","5def772b7889752f8bef7225f4367ec84f3d9e975be64dda837f39b656303d91",null]]}');
INSERT INTO "ledger_payload" VALUES(40,'d5e154c8ee627c64425dac71d93f222f9c85324763dffd9556d87d1a3c850b98','{"assignment":"0000000000000000000000000000000000000000000000000000000000000000","format":"expertpool-review-group/1","group":"g2","packets":[{"codename":"0000-0001","sha256":"0202020202020202020202020202020202020202020202020202020202020202"},{"codename":"4821-3907","sha256":"0101010101010101010101010101010101010101010101010101010101010101"},{"codename":"9999-0000","sha256":"0303030303030303030303030303030303030303030303030303030303030303"}],"plan":{"method":"plain-mean/1"},"rubric":{"code":"engineering-senior","format":"expertpool-rubric/1","indicators":[{"anchors":[{"at":9000,"says":"能独立解决复杂问题"}],"code":"ability","title":"专业能力","weight":40},{"anchors":[],"code":"results","title":"业绩成果","weight":40},{"anchors":[],"code":"ethics","title":"职业道德","weight":20}],"longest":{"comment":1000,"reason":300},"scale":{"grades":[],"highest":10000,"lowest":0,"reason_from":9500,"reason_to":4000,"step":50},"title":"工程系列高级","version":1},"title":"冶金高级组","trustees":[{"holder":"hrss","public":"4b78c04dc3ed15ca770a6100ebd94361f90d21195e37792ff1a50cb5d2524043"},{"holder":"inspector","public":"e809ee02b3d0d79c63a3cd27b15bcb9fcfe4369c5cfcaaf2f99d57527fca6b3c"},{"holder":"office","public":"28a7934581ca2ad685ee957f39c72aed6c0b9c9ba63b3e8b0268fea6b903671c"}]}');
INSERT INTO "ledger_payload" VALUES(41,'8667e463a56a1d192ffa40bb808c70f119a057a28a9aaa1d4d4f2b81fd0fec04','{"by":"王","facts":{"packets":3,"readers":3,"tasks":3},"records":[["review_group","[\"g2\"]","f928a93c1e7d7214d3bc8eced9595543ab8c42122c194a7bab63616a3bbc3353",null],["review_reader","[\"g2\",\"R4PWZCV\"]","6855a5d325f9913189ec48a6a1cf492e829549c58b239cb8ceb8d1efed245dc4",null],["review_reader","[\"g2\",\"R9KTCJM\"]","dcdb25280ed986ee173b3782df255168ee114f5207fc726bb07a6cb5ee342d89",null],["review_reader","[\"g2\",\"RSHK3YV\"]","db328237dc212abd4100ea50769e76d8f1e19fa5790beb6d990630a8e51d4f59",null],["review_task","[\"g2\",\"0000-0001\",\"R9KTCJM\"]","616b1f7449e5fabfd6b2d1305a588fb6a05ce40fb51e74e5d293609caad03adc",null],["review_task","[\"g2\",\"4821-3907\",\"R9KTCJM\"]","b71df9bd28a61ab6c856e3608422693169858e2280ad2a383afb0823699e0293",null],["review_task","[\"g2\",\"9999-0000\",\"RSHK3YV\"]","38da8ac7afe44b49562aff9a18b000c05dc415acf4bd8cb101a5667e542317f7",null]]}');
INSERT INTO "ledger_payload" VALUES(42,'b71fd7dc0e25bdaa3a1b50228932bc379bf4922c708883315bf47baa4a1d90a5','{"by":"王","facts":{"answer":"recused","withdrawn":2},"records":[["review_answer","[\"g1\",\"RF9147J\"]","1727f5b3c18df077eeddf322472373e1864164897d63d4cb7ffc132de86f9534","c274632b0ca68f7f654b4eb0b4c43b34dfb58e80c62effc1f776ea09f60d0932"],["review_task","[\"g1\",\"0000-0001\",\"RF9147J\"]","1513526b7b844445ecfc1ff2774296588d38a641bde6434d36aa2da3e0c9da10","7788ed7d088d4f4e79e48e8fddf6333a60e4aab76600ef3c862b90ee87381ec9"],["review_task","[\"g1\",\"4821-3907\",\"RF9147J\"]","fb75e3f71dbc8a063a3214241bdb62c95f118b7cfb329e94be73ffa01fb604f1","5f633638b5701af40cd931aa1769047237547e1e8d79e4c7fe0d7e9553b38897"]]}');
INSERT INTO "ledger_payload" VALUES(43,'546ebce624bb0ea1985575482c0ff41819de82e2e9a821bae2a8557da5e1c4a8','{"by":"王","facts":{"barred":[],"drawn":[{"cause":"wide-apart","packet":"9999-0000","reader":"RF9147J"}],"loads":[{"packets":0,"reader":"R251NW1"},{"packets":0,"reader":"RF9147J"},{"packets":1,"reader":"RFJYEZQ"}],"round":1},"records":[["review_task","[\"g1\",\"9999-0000\",\"RF9147J\"]","bbb5d95641a1fe23b06d5ca700527e1c10f95826d4226f6cd6b6d7afb2fc69e3",null]]}');
INSERT INTO "ledger_payload" VALUES(44,'c85da207f24992b22ca7365086d2ef34cfa0b67e9cd24af1b02d42b2b6e34c8d','{"format":"expertpool-scores-closed/1","group":"g1","missing":2,"rubric":"0f6eb875003fb39bb13400ff7fe701e97bf99a9e282ea66643c5986258e89e69","sheets":[]}');
INSERT INTO "ledger_payload" VALUES(45,'aae884636c72cce500f398f4c0403be42a131e23ff67aee37f653f2e8e1c43fe','{"by":"王","facts":{"missing":2,"round":1},"records":[["score_closing","[\"g1\",1]","1014426376cff985d92920c90dfe33e40c69efd32a0191c41d8de4dacce0b61d",null]]}');
INSERT INTO "ledger_payload" VALUES(46,'375d0f7a7f3ba89f7cee209b240e28f85b093c6da6b49933116d9b21fcf0828b','{"by":"王","facts":{"digest":"00","round":1,"sheets":0},"records":[]}');
INSERT INTO "ledger_payload" VALUES(47,'e0010280641122c5e2c643840e9f390727e36e9008c506868e15bb82e7c706d7','{"codenames":["0000-0001"],"format":"expertpool-unsealing/1","manifest":"0000000000000000000000000000000000000000000000000000000000000000","nonce":"00000000000000000000000000000000","purpose":"complaint","requester":"王","vault":"00000000000000000000000000000000"}');
INSERT INTO "ledger_payload" VALUES(48,'7f83bd7a42e2c8555e975798f76c66c8eebe6eeb2ed2e3ad3b81e10237c331bc','{"by":"王","facts":{"purpose":"complaint","records":1},"records":[["unsealing","[\"89b00f736f9c74fd3fd37b16bdd92857a0630c508f71c246f5d1f9ce6ab1b9da\"]","8714c5356d0f5ae1b1adbcd383cb1145b99753857a695175e6bc06e18d324875",null]]}');
INSERT INTO "ledger_payload" VALUES(49,'080de7aae1b5bc35a5b3844c9b3f547eee9c17fad570d820741126e401b15a04','{"by":"王","facts":{"off":["2027-01-01"],"source":"the notice","worked":[],"year":2027},"records":[["calendar_year","[2027]","5121449652170e4e5fbfb3b6b48efbc973bd28022aa8a8c385a4c192ff4afb66",null]]}');
INSERT INTO "ledger_payload" VALUES(50,'ca63458c41eeb6893147e5a1f07be8a9a2d73b87576856ee7c11963253e7f711','{"by":"王","facts":{"days":{"online-submit":"2027-06-01"},"like":"baotou-2025","source":"the notice","year":2027},"records":[["season_notice","[2027]","8d900981cb6866f1baaac1aa2cebbb98153bb664d9d02810a43774e94f74c150",null]]}');
INSERT INTO "ledger_payload" VALUES(51,'c2bae5820489f0fda5d56d627eb83faf56e9a80c6b39f487df263249440c14de','{"by":"王","facts":{"days":{"meeting":"2025-06-01"},"filed_until":null,"traits":["grassroots"]},"records":[["committee_season","[1]","c29e2459544c9880f5b8d62a22011e800e93c9f2395ac6a43dc405d17cbca072",null]]}');
INSERT INTO "ledger_payload" VALUES(52,'864b32b7267ebd2c669a4ae17a2ef17f6474285d1a72283527f66dc3753ae619','{"by":"王","facts":{"again":0,"asked":{},"kind":"annual-notice","number":1,"role":"office","role_claimed":true},"records":[["filing","[1]","79689b722ebd58cb5081c2b002210201e0dcdc1905c0a8379a7da985eae008e1",null]]}');
INSERT INTO "ledger_payload" VALUES(53,'ac3befa7e9627b1b2ea913544c27ab25fb29d7c616fa8f91e21338fe1833538d','{"by":"王","facts":{"act":"issue","done_on":"2025-06-01","due":"2025-06-12","from":"drafting","kind":"annual-notice","late":false,"number":1,"papers":[["notice","00"]],"reason":"","role":"office","role_claimed":true,"step":1,"to":"issued"},"records":[["filing","[1]","1eb56fc4a7cf9ec441bb9784acac8b2d4eff255fad3e545d18e8ac69a98decee","79689b722ebd58cb5081c2b002210201e0dcdc1905c0a8379a7da985eae008e1"]]}');
INSERT INTO "ledger_payload" VALUES(54,'1dbc66825ea224090a620d3def148f04ac9fea64c23ba0aecb6088eee041a9ce','{"kind":"committee-compliance","replaces":null,"report":"6408dd40e5e9391145541bad55dbaaaba62df1c1515879256d307695b35caad0"}');
INSERT INTO "ledger_payload" VALUES(55,'f3efd909ec172ea98eb6ff8feecfd124a17ba90d25bbdf72ab4ba3bfa2d71256','{"kind":"committee-compliance","replaces":null,"report":"6408dd40e5e9391145541bad55dbaaaba62df1c1515879256d307695b35caad0"}');
INSERT INTO "ledger_payload" VALUES(56,'fd5c093a842d1afeb4d6ab41e95b1bc8c9158e15eae1c13fa98a575596f21964','{"at":"2025-06-01T09:00:00+08:00","by":"hrss","format":"expertpool-report-decision/1","outcome":"countersigned","reason":null,"report":"6408dd40e5e9391145541bad55dbaaaba62df1c1515879256d307695b35caad0"}');
INSERT INTO "ledger_payload" VALUES(57,'a214f42a2c0fa6245c1103b8c36224a8f15c8d5421fb41a28fca0988b0f09487','{"by":"王","facts":{"candidates":1,"members":2,"number":4},"records":[["meeting","[4]","459cf8cc7f118389333683a507d2fdfee06942f816e66cf495d004c17993373b",null]]}');
INSERT INTO "ledger_payload" VALUES(58,'05425a3a7e9c3d13ad44ff4dc3042c65b89f2237313de63b74f8d2febb8aa94f','{"by":"王","facts":{"candidates":1,"meeting":4,"number":1,"passed":1},"records":[["ranking","[1]","56e0b538388c45d7b06433faabd45823349d51096391f93079e888cba069aa2d",null]]}');
INSERT INTO "ledger_payload" VALUES(59,'7634b4e89681f8e7781360b50289d5980ae85eb82aef00f74c9c96e1718f5c1f','{"by":"王","facts":{"candidates":1,"members":2,"number":5},"records":[["meeting","[5]","f388a58067db87a11272ab4125faf78e0281534876378cc9f72dfd9d0e537d69",null]]}');
INSERT INTO "ledger_payload" VALUES(60,'38adf7c7be7518fc10b25ce9fc7d681015196898adc6ef38e1d6d5a739bae751','{"by":"王","facts":{"candidates":1,"meeting":5,"number":1,"passed":1},"records":[["ranking","[2]","ce38025a35cf4c9a9503dac3ce26cd944f25c9df19a5064810db4a41a4d53e3a",null]]}');
INSERT INTO "ledger_payload" VALUES(61,'e89f2332865aa8191218b52d5b96795b64ba9d335c778311ff8c19eeede4f31a','{"by":"王","facts":{"ends_on":"2025-08-25","lines":1,"list":"44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a","posted_on":"2025-08-18"},"records":[["publicity","[1]","0139c2794511c72e46006bc70585eb61338fb8461dc1289194ba685d7813d581",null]]}');
INSERT INTO "ledger_payload" VALUES(62,'69cd7a29627e4a2b7cb78a6153ffbb99b96070198905838520f721c3523e5644','{"by":"王","facts":{"candidates":1,"members":2,"number":6},"records":[["meeting","[6]","43ead9e0e682ebfa92831ab9a08791fbc0043c0088bd3ef7b7cd23cb2f78e0a0",null]]}');
INSERT INTO "ledger_payload" VALUES(63,'fc29359a1be2bbe362a58a8a8da4e7b0c1558ff26921803d203084bceab28575','{"by":"王","facts":{"candidates":1,"meeting":6,"number":1,"passed":1},"records":[["ranking","[3]","a2b3f122f777ffae741760b5b6f594cd2bae2acabd18a5e6b16eec6adff2f078",null]]}');
INSERT INTO "ledger_payload" VALUES(64,'82acd873a13efb4b7bcdae9cf613a7cb333ce6db93bb989a3ba60a63c9337120','{"by":"王","facts":{"ends_on":"2025-08-25","lines":1,"list":"44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a","posted_on":"2025-08-18"},"records":[["publicity","[2]","9b52f27db99160b94dafa3f2de8dffe0807dbe95e9d804d144ffa84e03327905",null]]}');
INSERT INTO "ledger_payload" VALUES(65,'94228779a321d7e2165a8d3b93a3ed906bab346bf812f15d5c7a07a09c0c5edf','{"by":"王","facts":{"kind":"reviewing","late":false,"received_on":"2025-08-20"},"records":[["complaint","[1]","27c933dc10114fdfa164a12d3f42c81998f105f59fdcdd5ffe4225193b54377d",null]]}');
INSERT INTO "ledger_payload" VALUES(66,'90f4c43482fdf0a2db7482888759c2d6db7b846742b9b46613e789796a6fab82','{"by":"王","facts":{"candidates":1,"members":2,"number":7},"records":[["meeting","[7]","75d61a3395d0e16caa1f7cb33922e6de482e05be1132fecc0d7ee567376566c4",null]]}');
INSERT INTO "ledger_payload" VALUES(67,'6a328ebcc21e720dd80166c6b3ae1d9b1bac308c7db5f263a958458ade847893','{"by":"王","facts":{"candidates":1,"meeting":7,"number":1,"passed":1},"records":[["ranking","[4]","0c4ae48f3db28138466645102ab2f4fd26259a7c6994a2f50141c9d5d234209f",null]]}');
INSERT INTO "ledger_payload" VALUES(68,'39c13b502d1a0cd88f91968f30f66f3d7cda4e02d803acc8601d7d7755bfacfb','{"by":"王","facts":{"ends_on":"2025-08-25","lines":1,"list":"44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a","posted_on":"2025-08-18"},"records":[["publicity","[3]","d6649ec9259c3a458ed517c255c1711b301349beae5e3a96f425481fa0798062",null]]}');
INSERT INTO "ledger_payload" VALUES(69,'011b45743a54905e29664537af8f4180f8d870935be862f9bdcbee041fe1237c','{"by":"王","facts":{"kind":"reviewing","late":false,"received_on":"2025-08-20"},"records":[["complaint","[2]","72456e77b83cf93540fa48ffb5e6cf1c1f09d77a82915e5c6a89f9d86d5d106e",null]]}');
INSERT INTO "ledger_payload" VALUES(70,'7da525af2038a770f924d172ffcd7c1167e5864ee5403090bfdb571223bc893a','{"by":"王","facts":{"answered_on":"2025-08-21","finding":"unfounded","kind":"reviewing"},"records":[["complaint","[2]","3783d1e4a91f5f2610e32225e100c28bd098e39a3cca54a5213efcd6cf27a20a","72456e77b83cf93540fa48ffb5e6cf1c1f09d77a82915e5c6a89f9d86d5d106e"]]}');
INSERT INTO "ledger_payload" VALUES(71,'7ed4d54021bf4c2b8aa4bcebf1d7e483f9f00b942c21740e400bc6219545100b','{"by":"王","facts":{"candidates":1,"members":2,"number":8},"records":[["meeting","[8]","4108a20f7dad0e69a69dccfbc5393f019d89cc38684031e7cae698ecb22d0051",null]]}');
INSERT INTO "ledger_payload" VALUES(72,'7c6a821314cebc42761045adf265f78bb793ad74776d974b25e2979882bb61f1','{"by":"王","facts":{"candidates":1,"meeting":8,"number":1,"passed":1},"records":[["ranking","[5]","71355b77e61a3b12885f36fadc90860681158db3bc7020477941e8484992980e",null]]}');
INSERT INTO "ledger_payload" VALUES(73,'c006a119da14e2b6ad434c5476f49d48c2447c47370ea7b5e5a2c823572554fc','{"by":"王","facts":{"ends_on":"2025-08-25","lines":1,"list":"44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a","posted_on":"2025-08-18"},"records":[["publicity","[4]","01f32f53090ced1fbe055326549fdfdd7d06541961c9bf5cb63b12e9fdeed4e8",null]]}');
INSERT INTO "ledger_payload" VALUES(74,'e7214f7cee280eec00c4b792769593b3cd1558c6e97a0e344edc636c97e5de11','{"by":"王","facts":{"confirmed_on":"2025-08-26","left_out":0,"passed":1,"roster":"00"},"records":[["publicity","[4]","f047f9dee0f640287f44d0669f14ec8b42047a59898b0044b93264a54af7f1bf","01f32f53090ced1fbe055326549fdfdd7d06541961c9bf5cb63b12e9fdeed4e8"]]}');
INSERT INTO "ledger_payload" VALUES(75,'a05646a88207ed2261cfd31e5baffb3cf5942cc824e6a601bd3dfdce1c457646','{"by":"王","facts":{"digest":"cb78bd8a17f7b751fe0d4663366dcbc257204033ef7ddd64b1f2969573b5b2e2","number":1,"part":"conditions"},"records":[["committee_text","[1]","e4f20707fc4ebd0f0aca08823eb6fd59debcb6c79cefa5db38216e36154ea70f",null]]}');
INSERT INTO "ledger_payload" VALUES(76,'d8f4d6a2018a00c063bc8af2248db98ec62fc9a51778e69cceb89a32b721e23e','{"by":"王","facts":{"digest":"8145ffb7ae49189a29786d78eb695e736fcb0834b0d93195ad8137160ca8b4a9","number":1,"part":"statements"},"records":[["committee_text","[2]","e14e5a0f589c567f4de6e6f74ecaf70edbc7bd6fad25cc20a32d2f61b677c2af",null]]}');
CREATE TABLE meeting (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	committee_id INTEGER NOT NULL, 
	panel_id INTEGER, 
	number INTEGER NOT NULL, 
	held_on DATE NOT NULL, 
	seats INTEGER NOT NULL, 
	committee_file TEXT NOT NULL, 
	people TEXT NOT NULL, 
	called_at VARCHAR(40) NOT NULL, 
	verdicts JSON, 
	frozen_at VARCHAR(40), 
	CONSTRAINT fk_meeting_committee_id FOREIGN KEY(committee_id) REFERENCES committee (id), 
	CONSTRAINT fk_meeting_panel_id FOREIGN KEY(panel_id) REFERENCES panel (id), 
	CONSTRAINT uq_meeting_committee_id_number UNIQUE (committee_id, number)
);
INSERT INTO "meeting" VALUES(1,1,NULL,1,'2025-08-15',2,'name = "甲评委会"
year = 2025
series = "工程"
level = "中级"
seats = 2
meeting = 2025-08-15
','{"experts":[{"birth_month":"1970-05-01","employer":"云岭第1研究院","employer_kind":"事业单位","expert_no":"E0001","gender":"男","integrity":"正常","kin":[],"level":"正高级","name":"张1","pledged_on":null,"recuse_units":["云岭矿业集团"],"region":"云岭市","series":"工程","specialties":["冶金","材料"],"status":"在库","term_end":"2026-12-31","term_start":"2024-01-01","years_served":[2022,2024]},{"birth_month":"1970-05-01","employer":"云岭第2研究院","employer_kind":"事业单位","expert_no":"E0002","gender":"男","integrity":"正常","kin":[],"level":"正高级","name":"张2","pledged_on":null,"recuse_units":["云岭矿业集团"],"region":"云岭市","series":"工程","specialties":["冶金","材料"],"status":"在库","term_end":"2026-12-31","term_start":"2024-01-01","years_served":[2022,2024]}],"format":"expertpool-roster/1"}','2025-06-01T09:00:00+08:00','null',NULL);
INSERT INTO "meeting" VALUES(2,1,NULL,2,'2025-08-15',2,'name = "甲评委会"
year = 2025
series = "工程"
level = "中级"
seats = 2
meeting = 2025-08-15
','{"experts":[{"birth_month":"1970-05-01","employer":"云岭第1研究院","employer_kind":"事业单位","expert_no":"E0001","gender":"男","integrity":"正常","kin":[],"level":"正高级","name":"张1","pledged_on":null,"recuse_units":["云岭矿业集团"],"region":"云岭市","series":"工程","specialties":["冶金","材料"],"status":"在库","term_end":"2026-12-31","term_start":"2024-01-01","years_served":[2022,2024]},{"birth_month":"1970-05-01","employer":"云岭第2研究院","employer_kind":"事业单位","expert_no":"E0002","gender":"男","integrity":"正常","kin":[],"level":"正高级","name":"张2","pledged_on":null,"recuse_units":["云岭矿业集团"],"region":"云岭市","series":"工程","specialties":["冶金","材料"],"status":"在库","term_end":"2026-12-31","term_start":"2024-01-01","years_served":[2022,2024]}],"format":"expertpool-roster/1"}','2025-06-01T09:00:00+08:00','[]','2025-06-01T09:00:00+08:00');
INSERT INTO "meeting" VALUES(3,1,NULL,3,'2025-08-15',2,'name = "甲评委会"
year = 2025
series = "工程"
level = "中级"
seats = 2
meeting = 2025-08-15
','{"experts":[{"birth_month":"1970-05-01","employer":"云岭第1研究院","employer_kind":"事业单位","expert_no":"E0001","gender":"男","integrity":"正常","kin":[],"level":"正高级","name":"张1","pledged_on":null,"recuse_units":["云岭矿业集团"],"region":"云岭市","series":"工程","specialties":["冶金","材料"],"status":"在库","term_end":"2026-12-31","term_start":"2024-01-01","years_served":[2022,2024]},{"birth_month":"1970-05-01","employer":"云岭第2研究院","employer_kind":"事业单位","expert_no":"E0002","gender":"男","integrity":"正常","kin":[],"level":"正高级","name":"张2","pledged_on":null,"recuse_units":["云岭矿业集团"],"region":"云岭市","series":"工程","specialties":["冶金","材料"],"status":"在库","term_end":"2026-12-31","term_start":"2024-01-01","years_served":[2022,2024]}],"format":"expertpool-roster/1"}','2025-06-01T09:00:00+08:00','null',NULL);
INSERT INTO "meeting" VALUES(4,1,NULL,4,'2025-08-15',2,'name = "甲评委会"
year = 2025
series = "工程"
level = "中级"
seats = 2
meeting = 2025-08-15
','{"experts":[{"birth_month":"1970-05-01","employer":"云岭第1研究院","employer_kind":"事业单位","expert_no":"E0001","gender":"男","integrity":"正常","kin":[],"level":"正高级","name":"张1","pledged_on":null,"recuse_units":["云岭矿业集团"],"region":"云岭市","series":"工程","specialties":["冶金","材料"],"status":"在库","term_end":"2026-12-31","term_start":"2024-01-01","years_served":[2022,2024]},{"birth_month":"1970-05-01","employer":"云岭第2研究院","employer_kind":"事业单位","expert_no":"E0002","gender":"男","integrity":"正常","kin":[],"level":"正高级","name":"张2","pledged_on":null,"recuse_units":["云岭矿业集团"],"region":"云岭市","series":"工程","specialties":["冶金","材料"],"status":"在库","term_end":"2026-12-31","term_start":"2024-01-01","years_served":[2022,2024]}],"format":"expertpool-roster/1"}','2025-06-01T09:00:00+08:00','null',NULL);
INSERT INTO "meeting" VALUES(5,1,NULL,5,'2025-08-15',2,'name = "甲评委会"
year = 2025
series = "工程"
level = "中级"
seats = 2
meeting = 2025-08-15
','{"experts":[{"birth_month":"1970-05-01","employer":"云岭第1研究院","employer_kind":"事业单位","expert_no":"E0001","gender":"男","integrity":"正常","kin":[],"level":"正高级","name":"张1","pledged_on":null,"recuse_units":["云岭矿业集团"],"region":"云岭市","series":"工程","specialties":["冶金","材料"],"status":"在库","term_end":"2026-12-31","term_start":"2024-01-01","years_served":[2022,2024]},{"birth_month":"1970-05-01","employer":"云岭第2研究院","employer_kind":"事业单位","expert_no":"E0002","gender":"男","integrity":"正常","kin":[],"level":"正高级","name":"张2","pledged_on":null,"recuse_units":["云岭矿业集团"],"region":"云岭市","series":"工程","specialties":["冶金","材料"],"status":"在库","term_end":"2026-12-31","term_start":"2024-01-01","years_served":[2022,2024]}],"format":"expertpool-roster/1"}','2025-06-01T09:00:00+08:00','null',NULL);
INSERT INTO "meeting" VALUES(6,1,NULL,6,'2025-08-15',2,'name = "甲评委会"
year = 2025
series = "工程"
level = "中级"
seats = 2
meeting = 2025-08-15
','{"experts":[{"birth_month":"1970-05-01","employer":"云岭第1研究院","employer_kind":"事业单位","expert_no":"E0001","gender":"男","integrity":"正常","kin":[],"level":"正高级","name":"张1","pledged_on":null,"recuse_units":["云岭矿业集团"],"region":"云岭市","series":"工程","specialties":["冶金","材料"],"status":"在库","term_end":"2026-12-31","term_start":"2024-01-01","years_served":[2022,2024]},{"birth_month":"1970-05-01","employer":"云岭第2研究院","employer_kind":"事业单位","expert_no":"E0002","gender":"男","integrity":"正常","kin":[],"level":"正高级","name":"张2","pledged_on":null,"recuse_units":["云岭矿业集团"],"region":"云岭市","series":"工程","specialties":["冶金","材料"],"status":"在库","term_end":"2026-12-31","term_start":"2024-01-01","years_served":[2022,2024]}],"format":"expertpool-roster/1"}','2025-06-01T09:00:00+08:00','null',NULL);
INSERT INTO "meeting" VALUES(7,1,NULL,7,'2025-08-15',2,'name = "甲评委会"
year = 2025
series = "工程"
level = "中级"
seats = 2
meeting = 2025-08-15
','{"experts":[{"birth_month":"1970-05-01","employer":"云岭第1研究院","employer_kind":"事业单位","expert_no":"E0001","gender":"男","integrity":"正常","kin":[],"level":"正高级","name":"张1","pledged_on":null,"recuse_units":["云岭矿业集团"],"region":"云岭市","series":"工程","specialties":["冶金","材料"],"status":"在库","term_end":"2026-12-31","term_start":"2024-01-01","years_served":[2022,2024]},{"birth_month":"1970-05-01","employer":"云岭第2研究院","employer_kind":"事业单位","expert_no":"E0002","gender":"男","integrity":"正常","kin":[],"level":"正高级","name":"张2","pledged_on":null,"recuse_units":["云岭矿业集团"],"region":"云岭市","series":"工程","specialties":["冶金","材料"],"status":"在库","term_end":"2026-12-31","term_start":"2024-01-01","years_served":[2022,2024]}],"format":"expertpool-roster/1"}','2025-06-01T09:00:00+08:00','null',NULL);
INSERT INTO "meeting" VALUES(8,1,NULL,8,'2025-08-15',2,'name = "甲评委会"
year = 2025
series = "工程"
level = "中级"
seats = 2
meeting = 2025-08-15
','{"experts":[{"birth_month":"1970-05-01","employer":"云岭第1研究院","employer_kind":"事业单位","expert_no":"E0001","gender":"男","integrity":"正常","kin":[],"level":"正高级","name":"张1","pledged_on":null,"recuse_units":["云岭矿业集团"],"region":"云岭市","series":"工程","specialties":["冶金","材料"],"status":"在库","term_end":"2026-12-31","term_start":"2024-01-01","years_served":[2022,2024]},{"birth_month":"1970-05-01","employer":"云岭第2研究院","employer_kind":"事业单位","expert_no":"E0002","gender":"男","integrity":"正常","kin":[],"level":"正高级","name":"张2","pledged_on":null,"recuse_units":["云岭矿业集团"],"region":"云岭市","series":"工程","specialties":["冶金","材料"],"status":"在库","term_end":"2026-12-31","term_start":"2024-01-01","years_served":[2022,2024]}],"format":"expertpool-roster/1"}','2025-06-01T09:00:00+08:00','null',NULL);
CREATE TABLE meeting_candidate (
	meeting_id INTEGER NOT NULL, 
	codename VARCHAR NOT NULL, 
	group_name VARCHAR NOT NULL, 
	place INTEGER NOT NULL, 
	CONSTRAINT pk_meeting_candidate PRIMARY KEY (meeting_id, codename), 
	CONSTRAINT fk_meeting_candidate_meeting_id FOREIGN KEY(meeting_id) REFERENCES meeting (id)
);
INSERT INTO "meeting_candidate" VALUES(1,'1111-2222','综合',1);
INSERT INTO "meeting_candidate" VALUES(2,'1111-2222','综合',1);
INSERT INTO "meeting_candidate" VALUES(3,'1111-2222','综合',1);
INSERT INTO "meeting_candidate" VALUES(4,'1111-2222','综合',1);
INSERT INTO "meeting_candidate" VALUES(5,'1111-2222','综合',1);
INSERT INTO "meeting_candidate" VALUES(6,'1111-2222','综合',1);
INSERT INTO "meeting_candidate" VALUES(7,'1111-2222','综合',1);
INSERT INTO "meeting_candidate" VALUES(8,'1111-2222','综合',1);
CREATE TABLE meeting_departure (
	meeting_id INTEGER NOT NULL, 
	code VARCHAR NOT NULL, 
	left_at VARCHAR(40) NOT NULL, 
	reason VARCHAR NOT NULL, 
	noted_by VARCHAR NOT NULL, 
	CONSTRAINT pk_meeting_departure PRIMARY KEY (meeting_id, code), 
	CONSTRAINT fk_meeting_departure_member FOREIGN KEY(meeting_id, code) REFERENCES meeting_member (meeting_id, code)
);
CREATE TABLE meeting_member (
	meeting_id INTEGER NOT NULL, 
	code VARCHAR NOT NULL, 
	expert_no VARCHAR NOT NULL, 
	kind VARCHAR NOT NULL, 
	present BOOLEAN, 
	pledged_on DATE, 
	replaces VARCHAR, 
	CONSTRAINT pk_meeting_member PRIMARY KEY (meeting_id, code), 
	CONSTRAINT fk_meeting_member_meeting_id FOREIGN KEY(meeting_id) REFERENCES meeting (id), 
	CONSTRAINT uq_meeting_member_meeting_id_expert_no UNIQUE (meeting_id, expert_no)
);
INSERT INTO "meeting_member" VALUES(1,'M01','E0001','member',NULL,NULL,NULL);
INSERT INTO "meeting_member" VALUES(1,'M02','E0002','member',NULL,NULL,NULL);
INSERT INTO "meeting_member" VALUES(2,'M01','E0001','member',1,NULL,NULL);
INSERT INTO "meeting_member" VALUES(2,'M02','E0002','member',1,NULL,NULL);
INSERT INTO "meeting_member" VALUES(3,'M01','E0001','member',NULL,NULL,NULL);
INSERT INTO "meeting_member" VALUES(3,'M02','E0002','member',NULL,NULL,NULL);
INSERT INTO "meeting_member" VALUES(4,'M01','E0001','member',NULL,NULL,NULL);
INSERT INTO "meeting_member" VALUES(4,'M02','E0002','member',NULL,NULL,NULL);
INSERT INTO "meeting_member" VALUES(5,'M01','E0001','member',NULL,NULL,NULL);
INSERT INTO "meeting_member" VALUES(5,'M02','E0002','member',NULL,NULL,NULL);
INSERT INTO "meeting_member" VALUES(6,'M01','E0001','member',NULL,NULL,NULL);
INSERT INTO "meeting_member" VALUES(6,'M02','E0002','member',NULL,NULL,NULL);
INSERT INTO "meeting_member" VALUES(7,'M01','E0001','member',NULL,NULL,NULL);
INSERT INTO "meeting_member" VALUES(7,'M02','E0002','member',NULL,NULL,NULL);
INSERT INTO "meeting_member" VALUES(8,'M01','E0001','member',NULL,NULL,NULL);
INSERT INTO "meeting_member" VALUES(8,'M02','E0002','member',NULL,NULL,NULL);
CREATE TABLE meeting_recusal (
	meeting_id INTEGER NOT NULL, 
	code VARCHAR NOT NULL, 
	codename VARCHAR NOT NULL, 
	ground VARCHAR NOT NULL, 
	CONSTRAINT pk_meeting_recusal PRIMARY KEY (meeting_id, code, codename), 
	CONSTRAINT fk_meeting_recusal_meeting_id FOREIGN KEY(meeting_id) REFERENCES meeting (id)
);
INSERT INTO "meeting_recusal" VALUES(2,'M01','1111-2222','师生');
CREATE TABLE misconduct (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	expert_id INTEGER NOT NULL, 
	happened_on DATE NOT NULL, 
	what VARCHAR NOT NULL, 
	recorded_by VARCHAR NOT NULL, 
	recorded_at VARCHAR(40) NOT NULL, 
	lifted_because VARCHAR, 
	lifted_by VARCHAR, 
	lifted_at VARCHAR(40), 
	CONSTRAINT fk_misconduct_expert_id FOREIGN KEY(expert_id) REFERENCES expert (id)
);
INSERT INTO "misconduct" VALUES(1,1,'2025-06-01','泄密','王','2025-06-01T09:00:00+08:00','查无实据','王','2025-06-01T09:00:00+08:00');
INSERT INTO "misconduct" VALUES(2,2,'2025-06-01','说情','王','2025-06-01T09:00:00+08:00',NULL,NULL,NULL);
CREATE TABLE one_time_code (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	code VARCHAR NOT NULL, 
	account_id INTEGER NOT NULL, 
	way VARCHAR NOT NULL, 
	issued_at VARCHAR(40) NOT NULL, 
	issued_by VARCHAR NOT NULL, 
	expires_at VARCHAR(40) NOT NULL, 
	ended_at VARCHAR(40), 
	CONSTRAINT fk_one_time_code_account_id FOREIGN KEY(account_id) REFERENCES account (id)
);
INSERT INTO "one_time_code" VALUES(1,'$argon2id$v=19$m=19456,t=2,p=1$MyxC7+ADTZP1E/UJfGSWXw$cOqcirTAhFMsGiVoEwTGM4MSH9de1WhzzMy006d+Mg4',2,'slip','2025-06-01T09:00:00+08:00','王','2025-06-03T09:00:00+08:00','2025-06-01T09:00:00+08:00');
INSERT INTO "one_time_code" VALUES(2,'$argon2id$v=19$m=19456,t=2,p=1$pgF5x+qMjOC8LJgbIUPW3w$+SldQNhoFP+umZEVUq3PwtnvBen71QOf8wWTiOFTjVs',2,'slip','2025-06-01T09:00:00+08:00','王','2025-06-03T09:00:00+08:00','2025-06-01T09:00:00+08:00');
INSERT INTO "one_time_code" VALUES(3,'$argon2id$v=19$m=19456,t=2,p=1$B7MIOrY+mGvkKjIeCKuSBA$fQL1Uq90eXB+hxfDoKesTezSnEFeN8okFx3V+DDmQBM',2,'slip','2025-06-01T09:00:00+08:00','王','2025-06-03T09:00:00+08:00','2025-06-01T09:00:00+08:00');
INSERT INTO "one_time_code" VALUES(4,'$argon2id$v=19$m=19456,t=2,p=1$Eq/Pw20Cl+CPmxTZUnV+DA$MXmgXqrw6REHgvJvr8lNvuCrDp2ZKrjZhMNV7pAY2zs',2,'slip','2025-06-01T09:00:00+08:00','王','2025-06-03T09:00:00+08:00',NULL);
CREATE TABLE panel (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	draw_id INTEGER NOT NULL, 
	CONSTRAINT fk_panel_draw_id FOREIGN KEY(draw_id) REFERENCES draw (id), 
	CONSTRAINT uq_panel_draw_id UNIQUE (draw_id)
);
INSERT INTO "panel" VALUES(1,1);
CREATE TABLE personal_event (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	account_id INTEGER NOT NULL, 
	what VARCHAR NOT NULL, 
	at VARCHAR(40) NOT NULL, 
	"by" VARCHAR NOT NULL, 
	device VARCHAR NOT NULL, about VARCHAR, 
	CONSTRAINT fk_personal_event_account_id FOREIGN KEY(account_id) REFERENCES account (id)
);
INSERT INTO "personal_event" VALUES(1,1,'account-opened','2025-06-01T09:00:00+08:00','王','',NULL);
INSERT INTO "personal_event" VALUES(2,2,'invite-issued','2025-06-01T09:00:00+08:00','王','',NULL);
INSERT INTO "personal_event" VALUES(3,2,'code-issued','2025-06-01T09:00:00+08:00','王','',NULL);
INSERT INTO "personal_event" VALUES(4,2,'invite-issued','2025-06-01T09:00:00+08:00','王','',NULL);
INSERT INTO "personal_event" VALUES(5,2,'code-issued','2025-06-01T09:00:00+08:00','王','',NULL);
INSERT INTO "personal_event" VALUES(6,2,'invite-issued','2025-06-01T09:00:00+08:00','王','',NULL);
INSERT INTO "personal_event" VALUES(7,2,'code-issued','2025-06-01T09:00:00+08:00','王','',NULL);
INSERT INTO "personal_event" VALUES(8,2,'invite-issued','2025-06-01T09:00:00+08:00','王','',NULL);
INSERT INTO "personal_event" VALUES(9,2,'code-issued','2025-06-01T09:00:00+08:00','王','',NULL);
INSERT INTO "personal_event" VALUES(10,2,'device-bound','2025-06-01T09:00:00+08:00','E0001','Chrome',NULL);
CREATE TABLE pledge (
	expert_id INTEGER NOT NULL, 
	season INTEGER NOT NULL, 
	signed_on DATE NOT NULL, 
	recorded_by VARCHAR NOT NULL, 
	recorded_at VARCHAR(40) NOT NULL, 
	CONSTRAINT pk_pledge PRIMARY KEY (expert_id, season), 
	CONSTRAINT fk_pledge_expert_id FOREIGN KEY(expert_id) REFERENCES expert (id)
);
INSERT INTO "pledge" VALUES(1,2025,'2025-06-01','王','2025-06-01T09:00:00+08:00');
CREATE TABLE pool_lock (
	id INTEGER NOT NULL, 
	mark VARCHAR NOT NULL, 
	CONSTRAINT pk_pool_lock PRIMARY KEY (id)
);
INSERT INTO "pool_lock" VALUES(1,'6f6465b60bc7ac511400e69b6f3eaf53923fdbf268098b03936b43651a9c8b9e');
CREATE TABLE publicity (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	ranking_id INTEGER NOT NULL, 
	posted_on DATE NOT NULL, 
	ends_on DATE NOT NULL, 
	steps JSON NOT NULL, 
	list_text TEXT NOT NULL, 
	codenames JSON NOT NULL, 
	posted_by VARCHAR NOT NULL, 
	entered_at VARCHAR(40) NOT NULL, 
	confirmed_on DATE, 
	roster VARCHAR, 
	CONSTRAINT fk_publicity_ranking_id FOREIGN KEY(ranking_id) REFERENCES ranking (id), 
	CONSTRAINT uq_publicity_ranking_id UNIQUE (ranking_id)
);
INSERT INTO "publicity" VALUES(1,2,'2025-08-18','2025-08-25','[{"day": "2025-08-25", "why": "weekday", "number": 5}]','{}','["1111-2222"]','王','2025-06-01T09:00:00+08:00',NULL,NULL);
INSERT INTO "publicity" VALUES(2,3,'2025-08-18','2025-08-25','[{"day": "2025-08-25", "why": "weekday", "number": 5}]','{}','["1111-2222"]','王','2025-06-01T09:00:00+08:00',NULL,NULL);
INSERT INTO "publicity" VALUES(3,4,'2025-08-18','2025-08-25','[{"day": "2025-08-25", "why": "weekday", "number": 5}]','{}','["1111-2222"]','王','2025-06-01T09:00:00+08:00',NULL,NULL);
INSERT INTO "publicity" VALUES(4,5,'2025-08-18','2025-08-25','[{"day": "2025-08-25", "why": "weekday", "number": 5}]','{}','["1111-2222"]','王','2025-06-01T09:00:00+08:00','2025-08-26','00');
CREATE TABLE ranking (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	meeting_id INTEGER NOT NULL, 
	number INTEGER NOT NULL, 
	held_on DATE NOT NULL, 
	places JSON NOT NULL, 
	names VARCHAR, 
	made_by VARCHAR NOT NULL, 
	made_at VARCHAR(40) NOT NULL, 
	CONSTRAINT fk_ranking_meeting_id FOREIGN KEY(meeting_id) REFERENCES meeting (id), 
	CONSTRAINT uq_ranking_meeting_id_number UNIQUE (meeting_id, number)
);
INSERT INTO "ranking" VALUES(1,4,1,'2025-08-15','{}',NULL,'王','2025-06-01T09:00:00+08:00');
INSERT INTO "ranking" VALUES(2,5,1,'2025-08-15','{}',NULL,'王','2025-06-01T09:00:00+08:00');
INSERT INTO "ranking" VALUES(3,6,1,'2025-08-15','{}',NULL,'王','2025-06-01T09:00:00+08:00');
INSERT INTO "ranking" VALUES(4,7,1,'2025-08-15','{}',NULL,'王','2025-06-01T09:00:00+08:00');
INSERT INTO "ranking" VALUES(5,8,1,'2025-08-15','{}',NULL,'王','2025-06-01T09:00:00+08:00');
CREATE TABLE reader_key (
	group_id VARCHAR NOT NULL, 
	key_id VARCHAR NOT NULL, 
	reader VARCHAR NOT NULL, 
	alg VARCHAR NOT NULL, 
	public VARCHAR NOT NULL, 
	seal VARCHAR, 
	custody VARCHAR NOT NULL, 
	pinned_at VARCHAR(40) NOT NULL, 
	revoked_at VARCHAR(40), 
	CONSTRAINT pk_reader_key PRIMARY KEY (group_id, key_id, reader), 
	CONSTRAINT fk_reader_key_reader FOREIGN KEY(group_id, reader) REFERENCES review_reader (group_id, code)
);
INSERT INTO "reader_key" VALUES('g1','57a6dfd7a249eb242ebfacbbf91fc7652f0d440f5f1dd7d750694fc68b4c3df8','RF9147J','p256','047135fa4fd93a09dce98bbf681b4bfcf50e7c0d6354e62afb0bff2a3429617865ed4c1f02ddb9023ee56a557e515d6a9dc66c11f220960de594334df588776724',NULL,'reader','2025-06-01T09:00:00+08:00',NULL);
CREATE TABLE recognition (
	assignment_id VARCHAR NOT NULL, 
	codename VARCHAR NOT NULL, 
	expert_no VARCHAR NOT NULL, 
	recorded_by VARCHAR NOT NULL, 
	recorded_at VARCHAR(40) NOT NULL, 
	CONSTRAINT pk_recognition PRIMARY KEY (assignment_id, codename, expert_no), 
	CONSTRAINT fk_recognition_assignment_id FOREIGN KEY(assignment_id) REFERENCES assignment (id)
);
INSERT INTO "recognition" VALUES('01','0000-0001','E1','王','2025-06-01T09:00:00+08:00');
CREATE TABLE recusal (
	expert_id INTEGER NOT NULL, 
	unit VARCHAR NOT NULL, 
	CONSTRAINT pk_recusal PRIMARY KEY (expert_id, unit), 
	CONSTRAINT fk_recusal_expert_id FOREIGN KEY(expert_id) REFERENCES expert (id)
);
INSERT INTO "recusal" VALUES(2,'云岭矿业集团');
INSERT INTO "recusal" VALUES(1,'云岭矿业集团');
INSERT INTO "recusal" VALUES(3,'云岭矿业集团');
CREATE TABLE result (
	ranking_id INTEGER NOT NULL, 
	codename VARCHAR NOT NULL, 
	group_id VARCHAR NOT NULL, 
	place INTEGER, 
	score VARCHAR, 
	scores JSON NOT NULL, 
	above BOOLEAN, 
	ballot JSON, 
	count_number INTEGER, 
	standing VARCHAR NOT NULL, 
	CONSTRAINT pk_result PRIMARY KEY (ranking_id, codename), 
	CONSTRAINT fk_result_group_id FOREIGN KEY(group_id) REFERENCES review_group (id), 
	CONSTRAINT fk_result_ranking_id FOREIGN KEY(ranking_id) REFERENCES ranking (id)
);
INSERT INTO "result" VALUES(1,'1111-2222','g1',NULL,NULL,'["80.00"]',NULL,'null',NULL,'in');
INSERT INTO "result" VALUES(2,'1111-2222','g1',NULL,NULL,'["80.00"]',NULL,'null',NULL,'in');
INSERT INTO "result" VALUES(3,'1111-2222','g1',NULL,NULL,'["80.00"]',NULL,'null',NULL,'in');
INSERT INTO "result" VALUES(4,'1111-2222','g1',NULL,NULL,'["80.00"]',NULL,'null',NULL,'in');
INSERT INTO "result" VALUES(5,'1111-2222','g1',NULL,NULL,'["80.00"]',NULL,'null',NULL,'in');
CREATE TABLE review_answer (
	group_id VARCHAR NOT NULL, 
	reader VARCHAR NOT NULL, 
	answer VARCHAR NOT NULL, 
	ground VARCHAR, 
	answered_at VARCHAR(40) NOT NULL, 
	CONSTRAINT pk_review_answer PRIMARY KEY (group_id, reader), 
	CONSTRAINT fk_review_answer_reader FOREIGN KEY(group_id, reader) REFERENCES review_reader (group_id, code)
);
INSERT INTO "review_answer" VALUES('g1','RF9147J','recused','no-time','2025-06-01T09:00:00+08:00');
CREATE TABLE review_group (
	id VARCHAR NOT NULL, 
	title VARCHAR NOT NULL, 
	rubric TEXT NOT NULL, 
	"plan" TEXT NOT NULL, 
	trustees JSON NOT NULL, 
	seed VARCHAR NOT NULL, 
	assignment VARCHAR NOT NULL, 
	opened_at VARCHAR(40) NOT NULL, 
	CONSTRAINT pk_review_group PRIMARY KEY (id)
);
INSERT INTO "review_group" VALUES('g1','冶金高级组','{"code":"engineering-senior","format":"expertpool-rubric/1","indicators":[{"anchors":[{"at":9000,"says":"能独立解决复杂问题"}],"code":"ability","title":"专业能力","weight":40},{"anchors":[],"code":"results","title":"业绩成果","weight":40},{"anchors":[],"code":"ethics","title":"职业道德","weight":20}],"longest":{"comment":1000,"reason":300},"scale":{"grades":[],"highest":10000,"lowest":0,"reason_from":9500,"reason_to":4000,"step":50},"title":"工程系列高级","version":1}','{"method":"plain-mean/1"}','{"hrss": "4b78c04dc3ed15ca770a6100ebd94361f90d21195e37792ff1a50cb5d2524043", "inspector": "e809ee02b3d0d79c63a3cd27b15bcb9fcfe4369c5cfcaaf2f99d57527fca6b3c", "office": "28a7934581ca2ad685ee957f39c72aed6c0b9c9ba63b3e8b0268fea6b903671c"}','0505050505050505050505050505050505050505050505050505050505050505','0000000000000000000000000000000000000000000000000000000000000000','2025-06-01T09:00:00+08:00');
INSERT INTO "review_group" VALUES('g2','冶金高级组','{"code":"engineering-senior","format":"expertpool-rubric/1","indicators":[{"anchors":[{"at":9000,"says":"能独立解决复杂问题"}],"code":"ability","title":"专业能力","weight":40},{"anchors":[],"code":"results","title":"业绩成果","weight":40},{"anchors":[],"code":"ethics","title":"职业道德","weight":20}],"longest":{"comment":1000,"reason":300},"scale":{"grades":[],"highest":10000,"lowest":0,"reason_from":9500,"reason_to":4000,"step":50},"title":"工程系列高级","version":1}','{"method":"plain-mean/1"}','{"hrss": "4b78c04dc3ed15ca770a6100ebd94361f90d21195e37792ff1a50cb5d2524043", "inspector": "e809ee02b3d0d79c63a3cd27b15bcb9fcfe4369c5cfcaaf2f99d57527fca6b3c", "office": "28a7934581ca2ad685ee957f39c72aed6c0b9c9ba63b3e8b0268fea6b903671c"}','0505050505050505050505050505050505050505050505050505050505050505','0000000000000000000000000000000000000000000000000000000000000000','2025-06-01T09:00:00+08:00');
CREATE TABLE review_packet (
	group_id VARCHAR NOT NULL, 
	codename VARCHAR NOT NULL, 
	digest VARCHAR NOT NULL, 
	CONSTRAINT pk_review_packet PRIMARY KEY (group_id, codename), 
	CONSTRAINT fk_review_packet_group_id FOREIGN KEY(group_id) REFERENCES review_group (id)
);
INSERT INTO "review_packet" VALUES('g1','0000-0001','0202020202020202020202020202020202020202020202020202020202020202');
INSERT INTO "review_packet" VALUES('g1','4821-3907','0101010101010101010101010101010101010101010101010101010101010101');
INSERT INTO "review_packet" VALUES('g1','9999-0000','0303030303030303030303030303030303030303030303030303030303030303');
INSERT INTO "review_packet" VALUES('g2','0000-0001','0202020202020202020202020202020202020202020202020202020202020202');
INSERT INTO "review_packet" VALUES('g2','4821-3907','0101010101010101010101010101010101010101010101010101010101010101');
INSERT INTO "review_packet" VALUES('g2','9999-0000','0303030303030303030303030303030303030303030303030303030303030303');
CREATE TABLE review_reader (
	group_id VARCHAR NOT NULL, 
	code VARCHAR NOT NULL, 
	expert_no VARCHAR NOT NULL, 
	CONSTRAINT pk_review_reader PRIMARY KEY (group_id, code), 
	CONSTRAINT fk_review_reader_group_id FOREIGN KEY(group_id) REFERENCES review_group (id), 
	CONSTRAINT uq_review_reader_group_id_expert_no UNIQUE (group_id, expert_no)
);
INSERT INTO "review_reader" VALUES('g1','R251NW1','E0003');
INSERT INTO "review_reader" VALUES('g1','RF9147J','E0001');
INSERT INTO "review_reader" VALUES('g1','RFJYEZQ','E0002');
INSERT INTO "review_reader" VALUES('g2','R4PWZCV','E0003');
INSERT INTO "review_reader" VALUES('g2','R9KTCJM','E0001');
INSERT INTO "review_reader" VALUES('g2','RSHK3YV','E0002');
CREATE TABLE review_task (
	group_id VARCHAR NOT NULL, 
	codename VARCHAR NOT NULL, 
	reader VARCHAR NOT NULL, 
	round INTEGER NOT NULL, 
	turn INTEGER NOT NULL, 
	withdrawn BOOLEAN NOT NULL, 
	CONSTRAINT pk_review_task PRIMARY KEY (group_id, codename, reader), 
	CONSTRAINT fk_review_task_group_id FOREIGN KEY(group_id) REFERENCES review_group (id)
);
INSERT INTO "review_task" VALUES('g1','0000-0001','RF9147J',1,1,1);
INSERT INTO "review_task" VALUES('g1','4821-3907','RF9147J',1,1,1);
INSERT INTO "review_task" VALUES('g1','9999-0000','RFJYEZQ',1,1,0);
INSERT INTO "review_task" VALUES('g2','0000-0001','R9KTCJM',1,1,0);
INSERT INTO "review_task" VALUES('g2','4821-3907','R9KTCJM',1,1,0);
INSERT INTO "review_task" VALUES('g2','9999-0000','RSHK3YV',1,1,0);
INSERT INTO "review_task" VALUES('g1','9999-0000','RF9147J',1,2,0);
CREATE TABLE roster (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	digest VARCHAR NOT NULL, 
	source VARCHAR NOT NULL, 
	frozen_at VARCHAR(40) NOT NULL, 
	last_batch INTEGER, 
	CONSTRAINT fk_roster_digest FOREIGN KEY(digest) REFERENCES roster_content (digest), 
	CONSTRAINT fk_roster_last_batch FOREIGN KEY(last_batch) REFERENCES import_batch (id)
);
INSERT INTO "roster" VALUES(1,'2c9f08715131243544d447999cfaeef6389e8bd0350ae40a2fbec410c384817c','a.xlsx','2025-06-01T09:00:00+08:00',2);
INSERT INTO "roster" VALUES(2,'2c9f08715131243544d447999cfaeef6389e8bd0350ae40a2fbec410c384817c','a.xlsx','2025-06-01T09:00:00+08:00',3);
CREATE TABLE roster_content (
	digest VARCHAR NOT NULL, 
	content TEXT NOT NULL, 
	CONSTRAINT pk_roster_content PRIMARY KEY (digest)
);
INSERT INTO "roster_content" VALUES('2c9f08715131243544d447999cfaeef6389e8bd0350ae40a2fbec410c384817c','{"experts":[{"birth_month":"1970-05-01","employer":"云岭第1研究院","employer_kind":"事业单位","expert_no":"E0001","gender":"男","integrity":"正常","kin":[],"level":"正高级","name":"张1","pledged_on":null,"recuse_units":["云岭矿业集团"],"region":"云岭市","series":"工程","specialties":["冶金","材料"],"status":"在库","term_end":"2026-12-31","term_start":"2024-01-01","years_served":[2022,2024]},{"birth_month":"1970-05-01","employer":"云岭第2研究院","employer_kind":"事业单位","expert_no":"E0002","gender":"男","integrity":"正常","kin":[],"level":"正高级","name":"张2","pledged_on":null,"recuse_units":["云岭矿业集团"],"region":"云岭市","series":"工程","specialties":["冶金","材料"],"status":"在库","term_end":"2026-12-31","term_start":"2024-01-01","years_served":[2022,2024]},{"birth_month":"1970-05-01","employer":"云岭第3研究院","employer_kind":"事业单位","expert_no":"E0003","gender":"男","integrity":"正常","kin":[],"level":"正高级","name":"张3","pledged_on":null,"recuse_units":["云岭矿业集团"],"region":"云岭市","series":"工程","specialties":["冶金","材料"],"status":"在库","term_end":"2026-12-31","term_start":"2024-01-01","years_served":[2022,2024]}],"format":"expertpool-roster/1"}');
CREATE TABLE score_closing (
	group_id VARCHAR NOT NULL, 
	round INTEGER NOT NULL, 
	content TEXT NOT NULL, 
	CONSTRAINT pk_score_closing PRIMARY KEY (group_id, round), 
	CONSTRAINT fk_score_closing_group_id FOREIGN KEY(group_id) REFERENCES review_group (id)
);
INSERT INTO "score_closing" VALUES('g1',1,'{"format":"expertpool-scores-closed/1","group":"g1","missing":2,"rubric":"0f6eb875003fb39bb13400ff7fe701e97bf99a9e282ea66643c5986258e89e69","sheets":[]}');
CREATE TABLE sealed_scoresheet (
	hash VARCHAR NOT NULL, 
	group_id VARCHAR NOT NULL, 
	round INTEGER NOT NULL, 
	document TEXT NOT NULL, 
	CONSTRAINT pk_sealed_scoresheet PRIMARY KEY (hash), 
	CONSTRAINT fk_sealed_scoresheet_group_id FOREIGN KEY(group_id) REFERENCES review_group (id)
);
CREATE TABLE season_notice (
	year INTEGER NOT NULL, 
	source VARCHAR NOT NULL, 
	"like" VARCHAR NOT NULL, 
	days JSON NOT NULL, 
	CONSTRAINT pk_season_notice PRIMARY KEY (year)
);
INSERT INTO "season_notice" VALUES(2027,'the notice','baotou-2025','{"online-submit": "2027-06-01"}');
CREATE TABLE seat (
	panel_id INTEGER NOT NULL, 
	kind VARCHAR NOT NULL, 
	place INTEGER NOT NULL, 
	expert_no VARCHAR NOT NULL, 
	CONSTRAINT pk_seat PRIMARY KEY (panel_id, kind, place), 
	CONSTRAINT fk_seat_panel_id FOREIGN KEY(panel_id) REFERENCES panel (id), 
	CONSTRAINT uq_seat_panel_id_expert_no UNIQUE (panel_id, expert_no)
);
INSERT INTO "seat" VALUES(1,'member',1,'E0001');
INSERT INTO "seat" VALUES(1,'member',2,'E0002');
CREATE TABLE service (
	expert_id INTEGER NOT NULL, 
	year INTEGER NOT NULL, 
	committee VARCHAR NOT NULL, 
	CONSTRAINT pk_service PRIMARY KEY (expert_id, year, committee), 
	CONSTRAINT fk_service_expert_id FOREIGN KEY(expert_id) REFERENCES expert (id)
);
INSERT INTO "service" VALUES(2,2022,'');
INSERT INTO "service" VALUES(2,2024,'');
INSERT INTO "service" VALUES(1,2022,'');
INSERT INTO "service" VALUES(1,2024,'');
INSERT INTO "service" VALUES(3,2022,'');
INSERT INTO "service" VALUES(3,2024,'');
CREATE TABLE sign_in (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	token VARCHAR NOT NULL, 
	account_id INTEGER NOT NULL, 
	device VARCHAR NOT NULL, 
	began_at VARCHAR(40) NOT NULL, 
	seen_at VARCHAR(40) NOT NULL, 
	ended_at VARCHAR(40), 
	ended_why VARCHAR, 
	totp_step INTEGER, 
	weaker BOOLEAN NOT NULL, key_id VARCHAR, proved_at VARCHAR(40), 
	CONSTRAINT fk_sign_in_account_id FOREIGN KEY(account_id) REFERENCES account (id), 
	CONSTRAINT uq_sign_in_token UNIQUE (token)
);
CREATE TABLE spent_nonce (
	nonce VARCHAR NOT NULL, 
	spent_at VARCHAR(40) NOT NULL, 
	CONSTRAINT pk_spent_nonce PRIMARY KEY (nonce)
);
CREATE TABLE tenure (
	expert_id INTEGER NOT NULL, 
	ordinal INTEGER NOT NULL, 
	starts_on DATE, 
	ends_on DATE, 
	CONSTRAINT pk_tenure PRIMARY KEY (expert_id, ordinal), 
	CONSTRAINT fk_tenure_expert_id FOREIGN KEY(expert_id) REFERENCES expert (id)
);
INSERT INTO "tenure" VALUES(2,0,'2024-01-01','2026-12-31');
INSERT INTO "tenure" VALUES(1,0,'2024-01-01','2026-12-31');
INSERT INTO "tenure" VALUES(3,0,'2024-01-01','2026-12-31');
CREATE TABLE unit (
	name VARCHAR NOT NULL, 
	affiliate_of VARCHAR, 
	CONSTRAINT pk_unit PRIMARY KEY (name), 
	CONSTRAINT fk_unit_affiliate_of FOREIGN KEY(affiliate_of) REFERENCES unit (name)
);
INSERT INTO "unit" VALUES('研究院',NULL);
INSERT INTO "unit" VALUES('检测中心',NULL);
INSERT INTO "unit" VALUES('杂志社','研究院');
CREATE TABLE unsealing (
	request VARCHAR NOT NULL, 
	content TEXT NOT NULL, 
	count INTEGER, 
	outcome VARCHAR, 
	CONSTRAINT pk_unsealing PRIMARY KEY (request)
);
INSERT INTO "unsealing" VALUES('89b00f736f9c74fd3fd37b16bdd92857a0630c508f71c246f5d1f9ce6ab1b9da','{"codenames":["0000-0001"],"format":"expertpool-unsealing/1","manifest":"0000000000000000000000000000000000000000000000000000000000000000","nonce":"00000000000000000000000000000000","purpose":"complaint","requester":"王","vault":"00000000000000000000000000000000"}',NULL,NULL);
CREATE TABLE waiver (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	rule_id VARCHAR NOT NULL, 
	expert_id INTEGER, 
	committee_id INTEGER, 
	reason VARCHAR NOT NULL, 
	approver VARCHAR NOT NULL, 
	granted_at VARCHAR(40) NOT NULL, 
	CONSTRAINT ck_waiver_for_somebody CHECK (expert_id IS NOT NULL OR committee_id IS NOT NULL), 
	CONSTRAINT fk_waiver_committee_id FOREIGN KEY(committee_id) REFERENCES committee (id), 
	CONSTRAINT fk_waiver_expert_id FOREIGN KEY(expert_id) REFERENCES expert (id)
);
INSERT INTO "waiver" VALUES(1,'rest',1,NULL,'缺人','赵','2025-06-01T09:00:00+08:00');
CREATE INDEX ix_expert_expert_no ON expert (expert_no);
CREATE UNIQUE INDEX uq_expert_expert_no_listed ON expert (expert_no) WHERE listed;
CREATE UNIQUE INDEX uq_expert_id_number_hash_listed ON expert (id_number_hash) WHERE listed;
CREATE INDEX ix_unit_affiliate_of ON unit (affiliate_of);
CREATE INDEX ix_imported_row_expert_id ON imported_row (expert_id);
CREATE INDEX ix_misconduct_expert_id ON misconduct (expert_id);
CREATE INDEX ix_roster_digest ON roster (digest);
CREATE INDEX ix_waiver_committee_id ON waiver (committee_id);
CREATE INDEX ix_waiver_expert_id ON waiver (expert_id);
CREATE INDEX ix_waiver_rule_id ON waiver (rule_id);
CREATE INDEX ix_draw_roster_id ON draw (roster_id);
CREATE INDEX ix_seat_expert_no ON seat (expert_no);
CREATE TRIGGER ledger_entry_no_update BEFORE UPDATE ON ledger_entry BEGIN SELECT RAISE(ABORT, 'the ledger only grows'); END;
CREATE TRIGGER ledger_entry_no_delete BEFORE DELETE ON ledger_entry BEGIN SELECT RAISE(ABORT, 'the ledger only grows'); END;
CREATE TRIGGER ledger_payload_no_update BEFORE UPDATE ON ledger_payload BEGIN SELECT RAISE(ABORT, 'the ledger only grows'); END;
CREATE TRIGGER checkpoint_no_update BEFORE UPDATE ON checkpoint BEGIN SELECT RAISE(ABORT, 'the ledger only grows'); END;
CREATE TRIGGER checkpoint_no_delete BEFORE DELETE ON checkpoint BEGIN SELECT RAISE(ABORT, 'the ledger only grows'); END;
CREATE INDEX ix_complaint_publicity_id ON complaint (publicity_id);
CREATE UNIQUE INDEX uq_account_name_open ON account (name) WHERE closed_at IS NULL;
CREATE INDEX ix_sign_in_account_id ON sign_in (account_id);
CREATE INDEX ix_invite_account_id ON invite (account_id);
CREATE INDEX ix_one_time_code_account_id ON one_time_code (account_id);
CREATE INDEX ix_personal_event_account_id ON personal_event (account_id);
CREATE INDEX ix_filing_kind ON filing (kind);
CREATE INDEX ix_filing_year ON filing (year);
CREATE INDEX ix_filing_committee_id ON filing (committee_id);
CREATE INDEX ix_filing_paper_digest ON filing_paper (digest);
CREATE INDEX ix_device_key_account_id ON device_key (account_id);
CREATE INDEX ix_committee_text_committee_id ON committee_text (committee_id);
CREATE INDEX ix_joint_act_kind ON joint_act (kind);
CREATE INDEX ix_joint_act_subject ON joint_act (subject);
CREATE INDEX ix_job_subject ON job (subject);
CREATE INDEX ix_job_state ON job (state);
CREATE INDEX ix_review_task_group_id_reader ON review_task (group_id, reader);
CREATE INDEX ix_review_reader_expert_no ON review_reader (expert_no);
CREATE INDEX ix_reader_key_group_id_reader ON reader_key (group_id, reader);
CREATE INDEX ix_sealed_scoresheet_group_id ON sealed_scoresheet (group_id);
CREATE INDEX ix_result_group_id ON result (group_id);
CREATE INDEX ix_meeting_panel_id ON meeting (panel_id);
CREATE INDEX ix_ledger_entry_type ON ledger_entry ((CASE WHEN json_valid(entry) THEN json_extract(entry, '$.type') END));
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('import_batch',3);
INSERT INTO "sqlite_sequence" VALUES('expert',3);
INSERT INTO "sqlite_sequence" VALUES('misconduct',2);
INSERT INTO "sqlite_sequence" VALUES('account',2);
INSERT INTO "sqlite_sequence" VALUES('personal_event',10);
INSERT INTO "sqlite_sequence" VALUES('invite',4);
INSERT INTO "sqlite_sequence" VALUES('one_time_code',4);
INSERT INTO "sqlite_sequence" VALUES('device_key',1);
INSERT INTO "sqlite_sequence" VALUES('committee',1);
INSERT INTO "sqlite_sequence" VALUES('meeting',8);
INSERT INTO "sqlite_sequence" VALUES('ballot_count',1);
INSERT INTO "sqlite_sequence" VALUES('roster',2);
INSERT INTO "sqlite_sequence" VALUES('waiver',1);
INSERT INTO "sqlite_sequence" VALUES('draw',1);
INSERT INTO "sqlite_sequence" VALUES('panel',1);
INSERT INTO "sqlite_sequence" VALUES('filing',1);
INSERT INTO "sqlite_sequence" VALUES('ranking',5);
INSERT INTO "sqlite_sequence" VALUES('publicity',4);
INSERT INTO "sqlite_sequence" VALUES('complaint',2);
INSERT INTO "sqlite_sequence" VALUES('committee_text',2);
COMMIT;
